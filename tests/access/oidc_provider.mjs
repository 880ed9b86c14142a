// A real OpenID Connect provider for the tests: the certified `oidc-provider`, on this machine only.
//
//   node tests/access/oidc_provider.mjs PORT REDIRECT_URI PEOPLE
//
// PEOPLE is JSON: {"subject": {"email": …, "email_verified": …, "name": …}}. Whoever posts {account, acr, amr} to an
// interaction is signed in; that stands for the agency's own sign-in page.
import { Provider } from "oidc-provider";

const [port, redirectUri, people] = process.argv.slice(2);
const accounts = JSON.parse(people);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: "oocr",
    client_secret: "a secret that only the tests know",
    redirect_uris: [redirectUri],
    response_types: ["code"],
    grant_types: ["authorization_code"],
  }],
  acrValues: ["urn:agency:password", "urn:agency:smartcard"],
  claims: { openid: ["sub", "acr", "amr"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["a key that only the tests know"] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  ttl: { Grant: 600, Interaction: 600, Session: 600, IdToken: 600, AccessToken: 600 },
  findAccount: (context, sub) => accounts[sub] && { accountId: sub, claims: () => ({ sub, ...accounts[sub] }) },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (context) => {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

provider.use(async (context, next) => {
  if (!context.path.startsWith("/interaction/")) return next();
  const chunks = [];
  for await (const chunk of context.req) chunks.push(chunk);
  const { account, acr, amr, refuse } = JSON.parse(Buffer.concat(chunks).toString());
  const result = refuse
    ? { error: "access_denied", error_description: "the person would not" }
    : { login: { accountId: account, acr, amr } };
  await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
  context.respond = false;
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
