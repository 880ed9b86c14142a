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
  const form = strip.querySelector("[data-session-extend]");
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
  const said = region.querySelector("[data-progress-said]");
  const again = setInterval(async () => {
    if (document.hidden) return;
    const response = await fetch(location.href);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(region.id);
    if (!fresh) return location.reload();
    const body = fresh.querySelector("[data-progress-body]");
    region.querySelector("[data-progress-body]").replaceWith(body);
    if (said.textContent !== body.dataset.state) said.textContent = body.dataset.state;
    if (!fresh.dataset.refreshSeconds) {
      clearInterval(again);
      location.reload();
    }
  }, Number(region.dataset.refreshSeconds) * 1000);
}

/* On a narrow screen the filter starts closed, so that the list is seen first. */
function filter(panel) {
  if (matchMedia("(max-width: 40em)").matches) panel.open = false;
}

const each = (selector, does) => document.querySelectorAll(selector).forEach(does);
each('[data-module="ui-session-warning"]', sessionWarning);
each('[data-module="ui-progress"][data-refresh-seconds]', progress);
each('[data-module="ui-filter"]', filter);
enhance();
