// Adds to pages that work without it.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// The newest is at the right of a drawn timeline: start there where it scrolls.
for (const scroller of document.querySelectorAll(".ct-timeline__scroll")) {
  scroller.scrollLeft = scroller.scrollWidth;
}

// A mark leads to its row in the table.
for (const drawing of document.querySelectorAll(".ct-timeline__lines")) {
  drawing.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-record]");
    const row = mark && document.getElementById(`record-${mark.dataset.record}`);
    if (!row) return;
    row.closest("details")?.setAttribute("open", "");
    row.scrollIntoView({ block: "center" });
    row.querySelector("a, summary")?.focus({ preventScroll: true });
  });
}

// What is still under way is looked at again; only that part of the page is put in place of the old.
for (const standing of document.querySelectorAll("[data-look-again]")) {
  const seconds = Number(standing.dataset.lookAgain);
  const look = async () => {
    const answer = await fetch(standing.dataset.lookAt ?? location.href, { headers: { Accept: "text/html", "X-By-Itself": "1" } });
    if (answer.status === 404 && standing.dataset.gone) {
      stale.hidden = false;
      stale.textContent = standing.dataset.gone;
      return false;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(standing.id);
    if (!fresh || !answer.ok || answer.redirected) return;
    for (const person of fresh.querySelectorAll("[data-person]")) {
      const named = document.querySelector(`[data-name-of="${person.dataset.person}"]`);
      if (named) person.textContent = named.textContent;
    }
    if (!("lookAgain" in fresh.dataset)) return location.reload();
    if (fresh.innerHTML !== standing.innerHTML) standing.innerHTML = fresh.innerHTML;
  };
  let next;
  let seen = new Date();
  const stale = document.createElement("p");
  stale.className = "ct-stale";
  stale.setAttribute("role", "status");
  stale.hidden = true;
  standing.before(stale);
  const again = async () => {
    clearTimeout(next);
    try {
      if ((await look()) === false) return clearTimeout(next);
      seen = new Date();
      stale.hidden = true;
    } catch {
      stale.hidden = false;
      const at = seen.toLocaleTimeString("en-GB", { timeZone: "Europe/London", timeStyle: "short" });
      stale.textContent = `No connection: this is as it stood at ${at}. It is looked at again by itself.`;
    }
    next = setTimeout(again, seconds * 1000);
  };
  next = setTimeout(again, seconds * 1000);
  standing.addEventListener("look-now", again);
}

// What is typed into a form is kept now and then, so that a time-out loses nothing.
for (const field of document.querySelectorAll("[data-keep]")) {
  const form = field.form ?? field;
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  addEventListener("pagehide", () => {
    if (!changed) return;
    const typed = new FormData(form);
    typed.append("do", "keep");
    navigator.sendBeacon(location.href, new URLSearchParams(typed));
  });
  setInterval(async () => {
    if (!changed) return;
    changed = false;
    const typed = new FormData(form);
    typed.append("do", "keep");
    const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(typed), redirect: "manual" }).catch(() => null);
    const said = form.querySelector(".ct-kept") ?? document.getElementById("kept");
    const at = new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/London", timeStyle: "short" });
    if (!answer) {
      changed = true;
      said.textContent = " No connection: what you typed stays here, and is kept as soon as there is one.";
    } else if (answer.status === 204) said.textContent = ` Kept at ${at}.`;
    else if (answer.status === 409) said.textContent = " Somebody else has taken the pen: what you began is theirs to finish.";
    else said.textContent = " It could not be kept just now: your session may have ended. Sign in in another window before you go on.";
  }, field.dataset.keep * 1000);
}

// A line that is complete is written without opening the page again; what is not goes the way it goes without script.
// Whoever writes goes on at once: the answer to one line takes nothing from the next.
for (const form of document.querySelectorAll("[data-in-place]")) {
  const words = form.querySelector("textarea");
  const kept = document.getElementById("kept");
  const putBack = (sent) => {
    const since = words.value;
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = sent.has(field.name);
      else if (field.name && sent.has(field.name)) field.value = sent.get(field.name);
    }
    if (since) words.value += `\n${since}`;
  };
  let before = Promise.resolve();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sent = new FormData(form, event.submitter);
    words.value = "";
    for (const field of form.elements) if (field.type === "checkbox") field.checked = false;
    words.focus();
    kept.textContent = "";
    before = before.then(async () => {
      try {
        const answer = await fetch(location.href, { method: "POST", headers: { "X-In-Place": "1" }, body: new URLSearchParams(sent), redirect: "manual" });
        if (answer.status !== 204) {
          putBack(sent);
          return HTMLFormElement.prototype.submit.call(form);
        }
        kept.textContent = " Written down.";
        document.getElementById("live")?.dispatchEvent(new Event("look-now"));
      } catch {
        putBack(sent);
        kept.textContent = " It could not be written down just now. Try again.";
      }
    });
  });
}

// Before a session ends for want of use: other tabs may have used it since, so that is asked first; and staying needs no tab.
for (const idle of document.querySelectorAll(".ct-idle")) {
  const stay = idle.querySelector("a");
  const again = (left) => {
    idle.style.animation = "none";
    idle.offsetWidth;
    idle.style.animation = "";
    idle.style.animationDelay = `${Math.max(left - 120, 0)}s`;
  };
  const ask = async (headers) => {
    const answer = await fetch(stay.href, { headers, redirect: "manual" });
    return answer.ok ? Number(answer.headers.get("X-Seconds-Left")) : 0;
  };
  idle.addEventListener("animationstart", async () => {
    const left = await ask({ "X-By-Itself": "1" });
    if (left > 130) again(left);
  });
  stay.addEventListener("click", async (event) => {
    event.preventDefault();
    const left = await ask({});
    if (left) again(left);
    else location.reload();
  });
}
