// What every part of the console makes pages of. What the server says is put into the page as text only.

const NEWS_MILLIS = 8000;

export const find = (id) => document.getElementById(id);

/** An element with properties, attributes (names with a dash, role, for) and children; strings become text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") {
      made.setAttribute(key, value);
    } else {
      made[key] = value;
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function drawing(className, ...paths) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "2", "aria-hidden": "true", class: className,
  })) {
    svg.setAttribute(key, value);
  }
  for (const d of paths) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

export const lock = (className) => drawing(className, "M5 11h14v10H5z", "M8 11V7a4 4 0 0 1 8 0v4");

export function say(text, place = "messages") {
  const close = element("button", { type: "button", textContent: "×", "aria-label": "Close this message" });
  const message = element("div", { className: "message" }, element("span", { textContent: text }), close);
  close.addEventListener("click", () => message.remove());
  find(place).replaceChildren(message);
  if (place === "messages") {
    setTimeout(() => message.remove(), NEWS_MILLIS);
  }
}

export function hush() {
  find("messages").replaceChildren();
  find("alerts").replaceChildren();
}

/** The head of a view: what it is called, a line below, and what can be done there. */
export function heading(title, sub, ...buttons) {
  const text = element("div", {}, element("h1", { textContent: title }), sub ? element("p", { className: "sub", textContent: sub }) : null);
  return element("div", { className: "heading" }, text, element("div", { className: "actions" }, ...buttons.filter((each) => each !== null)));
}

export const backLink = (href, text) => element("a", { className: "back", href, textContent: `‹ ${text}` });

/** A framed picture; where there is no address, what stands in the frame instead. */
export function print(address, instead) {
  const frame = element("span", { className: "print" });
  frame.append(address ? element("img", { src: address, alt: "", loading: "lazy", decoding: "async" }) : instead);
  return frame;
}

export const noAccess = () => element("span", { className: "empty" }, lock(""), "not open to you");

/** A time of the REST API in the browser's language. */
export const dayText = (instant, dateStyle = "medium") => new Date(`${instant}Z`).toLocaleString([], { dateStyle, timeStyle: "short" });

export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A call that was refused, or could not be made. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body.Message || `The server answered with status ${status}.`);
    this.status = status;
    this.code = body.Code || "";
    this.fields = body.ModelState || {};
  }
}

export function clearFaults(form) {
  form.querySelectorAll(".fault").forEach((fault) => (fault.textContent = ""));
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
}

/** Sends a form once; faults are shown beside the fields they are about, and the first is given the focus. */
export async function submit(form, work) {
  const sender = form.querySelector("[type=submit]");
  if (sender.disabled) {
    return;
  }
  clearFaults(form);
  sender.disabled = true;
  try {
    await work();
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.status === 401) {
      throw failure;
    }
    showFaults(form, failure);
  } finally {
    sender.disabled = false;
  }
}

/** A form that does its work when it is sent, and shows the faults. */
export function form(properties, work, attempt, ...children) {
  const made = element("form", { noValidate: true, ...properties }, ...children, element("p", { className: "fault form-fault", role: "alert" }));
  made.addEventListener("submit", attempt(() => submit(made, work)));
  return made;
}

export const sentence = (fault) => fault.charAt(0).toUpperCase() + fault.slice(1);

function showFaults(form, failure) {
  let isReported = false;
  for (const [name, faults] of Object.entries(failure.fields)) {
    const field = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    if (field) {
      const input = field.querySelector("input, textarea, select");
      field.querySelector(".fault").textContent = faults.map(sentence).join(" ");
      input.setAttribute("aria-invalid", "true");
      isReported = true;
    }
  }
  form.querySelector("[aria-invalid=true]")?.focus();
  if (!isReported) {
    form.querySelector(".form-fault").textContent = failure.message;
  }
}
