/* Enhancements only: every page does its work without this file. */

async function enhance() {
  const govuk = await import(document.body.dataset.govukFrontend);
  govuk.initAll();
  if (document.querySelector('[data-module^="moj-"]')) {
    const moj = await import(document.body.dataset.mojFrontend);
    moj.initAll();
  }
}

/* Shows the warning when the session is about to end, counts down in words, and lets it be kept without leaving. */
function sessionWarning(strip) {
  const lasts = Number(strip.dataset.lastsSeconds) * 1000;
  const warn = Number(strip.dataset.warnSeconds) * 1000;
  const words = strip.querySelector("[data-session-words]");
  const form = strip.querySelector(`form[action="${strip.dataset.extendHref}"]`);
  let ends = Date.now() + lasts;

  function tick() {
    const left = ends - Date.now();
    const due = left <= warn;
    strip.classList.toggle("ui-session--due", due);
    if (!due) return;
    const minutes = Math.ceil(left / 60000);
    const say = left <= 0
      ? "You have been signed out. What you had not saved is still on this page until you leave it."
      : `You will be signed out in ${minutes === 1 ? "less than 1 minute" : `${minutes} minutes`}.`;
    if (words.textContent !== say) words.textContent = say;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
      if (!response.ok) throw new Error(response.statusText);
      ends = Date.now() + lasts;
      tick();
    } catch {
      form.submit();
    }
  });
  setInterval(tick, 1000);
  tick();
}

/* Replaces what is in progress in place, where a browser without this file would load the page again. */
function progress(region) {
  const wait = Number(region.dataset.refreshSeconds) * 1000;
  const again = setInterval(async () => {
    if (document.hidden) return;
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(region.id);
    if (!fresh) return location.reload();
    region.replaceChildren(...fresh.childNodes);
    if (!fresh.dataset.refreshSeconds) clearInterval(again);
  }, wait);
}

document.querySelectorAll('[data-module="ui-session-warning"]').forEach(sessionWarning);
document.querySelectorAll('[data-module="ui-progress"][data-refresh-seconds]').forEach(progress);
enhance();
