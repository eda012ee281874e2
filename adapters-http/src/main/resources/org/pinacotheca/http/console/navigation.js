// Which view is shown, and what happens when somebody clicks.

import { call, session } from "./api.js";
import { Refusal, element, find, hush, say } from "./page.js";

/** What is on the wall: each change of the view is a turn, and what was asked for an earlier one comes too late. */
export const wall = { turn: 0, page: 1 };

const views = new Map();
const whenOver = { signedOut: () => {} };

/**
 * Names the views by their words in the address; the first is where one begins.
 *
 * @param signedOut what is done when the server does not know the session any more
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
        whenOver.signedOut("You are signed out: the session has ended.");
      } else {
        complain(failure);
      }
    }
  };
}

/** The address of a view's page, the first one without a number. */
const addressOf = (view, page) => (page === 1 ? view : `${view || "#albums"}&page=${page}`);
const [PAGE_IN_ADDRESS, VIEW_IN_ADDRESS] = [/&page=([1-9]\d{0,5})$/, /&page=.*$/];
const currentView = () => location.hash.replace(VIEW_IN_ADDRESS, "");

export async function route() {
  if (session.me === null) {
    return;
  }
  const turn = ++wall.turn;
  wall.page = Number(PAGE_IN_ADDRESS.exec(location.hash)?.[1] ?? 1);
  const [name, ...rest] = currentView().slice(1).split("=");
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

export const again = () => route();

/** Shows another view, and then says what was done. An open dialog leaves no step in the browser's history. */
export async function go(address, news) {
  forgetDialogs();
  history.replaceState(null, "", address === "#" ? location.pathname + location.search : address);
  hush();
  await route();
  say(news);
}

/** Loads the page in the address, or the last one where that is past the end: its pictures were removed or approved. */
export async function pageOnWall(load) {
  const page = await load(wall.page);
  if (page.Pictures.length > 0 || wall.page === 1) {
    return page;
  }
  wall.page = Math.max(1, page.PageCount);
  history.replaceState(history.state, "", addressOf(currentView(), wall.page));
  return load(wall.page);
}

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
    const made = button(text, "", () => {
      location.hash = addressOf(currentView(), number);
    });
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
    openDialog(dialog);
  });
}

/** Opens a dialog as a step in the browser's history: Back closes it, as Escape does. */
export function openDialog(dialog) {
  dialog.showModal();
  history.pushState({ dialogs: openDialogs().length }, "");
  dialog.addEventListener("close", stepBack, { once: true });
}

const openDialogs = () => [...document.querySelectorAll("dialog[open]")];

/** Takes the steps of dialogs that were closed otherwise out of the history. */
function stepBack() {
  const steps = (history.state?.dialogs ?? 0) - openDialogs().length;
  if (steps > 0) {
    history.replaceState({ dialogs: 0 }, "");
    history.go(-steps);
  }
}

/** Closes all dialogs, whose steps in the history belong to the page that comes next. */
export function forgetDialogs() {
  history.replaceState(null, "");
  openDialogs().forEach((dialog) => dialog.close());
}

/** After Back: dialogs that were opened after the step that is shown now are closed. */
export function closeDialogsAbove() {
  openDialogs().slice(history.state?.dialogs ?? 0).forEach((dialog) => dialog.close());
}
