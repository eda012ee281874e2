// Which view is shown, and what happens when somebody clicks.

import { call, session } from "./api.js";
import { Refusal, element, find, say } from "./page.js";

/** What is on the wall: each change of the view is a turn, and what was asked for an earlier one comes too late. */
export const wall = { turn: 0, page: 1 };

const views = new Map();
const whenOver = { signedOut: () => {} };

/**
 * Names the views by their words in the address; the first is where one begins.
 *
 * @param signedOut what is done when the server does not know the token any more
 */
export function begin(named, signedOut) {
  Object.entries(named).forEach(([name, view]) => views.set(name, view));
  whenOver.signedOut = signedOut;
}

const complain = (failure) => say(failure instanceof Refusal ? failure.message : `The console failed: ${failure.message}`, "alerts");

/** Runs what a click or a key asked for; what goes wrong is shown in the page. */
export function attempt(work) {
  return async (event) => {
    event?.preventDefault();
    try {
      await work(event);
    } catch (failure) {
      if (failure instanceof Refusal && failure.status === 401) {
        whenOver.signedOut("You are signed out: the access token has expired or was revoked.");
      } else {
        complain(failure);
      }
    }
  };
}

export async function route(page = 1) {
  if (session.me === null) {
    return;
  }
  const turn = ++wall.turn;
  wall.page = page;
  const [name, ...rest] = location.hash.slice(1).split("=");
  const view = views.has(name) ? name : views.keys().next().value;
  document.querySelectorAll("#nav a").forEach((link) =>
    link.setAttribute("aria-current", link.dataset.view === view ? "page" : "false"));
  find("acting").hidden = session.acting === null;
  find("acting-text").textContent = `You act for member ${session.acting}. What you change here is recorded under your name.`;
  find("main").setAttribute("aria-busy", "true");
  try {
    const drawn = await views.get(view)(decodeURIComponent(rest.join("=")));
    if (turn === wall.turn) {
      find("view").replaceChildren(...drawn.content);
      document.title = `${drawn.title} – Pinacotheca`;
      find("main").focus({ preventScroll: true });
      drawn.afterwards?.(turn);
      void countPending(turn);
    }
  } catch (failure) {
    if (turn === wall.turn) {
      find("view").replaceChildren(element("p", { className: "nothing", textContent: "There is nothing to show here." }));
      throw failure;
    }
  } finally {
    if (turn === wall.turn) {
      find("main").removeAttribute("aria-busy");
    }
  }
}

export const again = () => route(wall.page);

async function countPending(turn) {
  const count = find("pending-count");
  try {
    const page = await call("GET", "Pictures/GetPendingPictures", { PageSize: 1 }, session.acting);
    if (turn === wall.turn) {
      count.hidden = page.PicturesTotal === 0;
      count.textContent = page.PicturesTotal;
    }
  } catch {
    count.hidden = true;
  }
}

export function button(text, className, work) {
  const made = element("button", { type: "button", textContent: text, className });
  made.addEventListener("click", attempt(work));
  return made;
}

export function pages(page) {
  if (page.PageCount <= 1) {
    return "";
  }
  const step = (text, number) => {
    const made = button(text, "", () => route(number));
    made.disabled = number < 1 || number > page.PageCount;
    return made;
  };
  return element(
    "nav",
    { className: "pages", "aria-label": "Pages" },
    step("Previous", page.PageNumber - 1),
    element("span", { textContent: `${page.PageNumber} of ${page.PageCount}` }),
    step("Next", page.PageNumber + 1),
  );
}

/** Asks before what cannot be undone. */
export function ask({ title, text, check = "", yes }) {
  const dialog = find("question-dialog");
  find("question-title").textContent = title;
  find("question-text").textContent = text;
  find("question-check").hidden = check === "";
  find("question-check-text").textContent = check;
  find("question-box").checked = false;
  find("question-yes").textContent = yes;
  return new Promise((done) => {
    let answer = false;
    find("question-yes").onclick = () => {
      answer = true;
      dialog.close();
    };
    dialog.addEventListener("close", () => done({ yes: answer, checked: find("question-box").checked }), { once: true });
    dialog.showModal();
  });
}
