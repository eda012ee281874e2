// The REST API on the page's own origin, and who uses it.

import { Refusal } from "./page.js";

const ATTEMPTS_MAX = 3;

export const session = { me: null, acting: null };

const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

function retryKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Calls an operation.
 *
 * @param subject a member to act for, which makes it the group manager's form
 * @param progress is given the part of the request that was sent, from 0 to 1
 */
export async function call(method, operation, fields = {}, subject = null, progress = null) {
  const form = subject === null ? fields : { ...fields, UserID: subject };
  const headers = { Accept: "application/json" };
  const options = { method, headers, cache: "no-store", redirect: "error" };
  let address = `${subject === null ? "v1" : "v1/Groups"}/${operation}`;
  if (method === "GET") {
    address += `?${new URLSearchParams(form)}`;
  } else {
    headers["Content-Type"] = "application/json";
    headers["Idempotency-Key"] = retryKey();
    options.body = JSON.stringify(form);
  }
  return received(await send(address, options, progress === null ? fetched : uploaded(progress)));
}

/** Sends what is no operation of the API: to sign in and out. It is sent once. */
export async function post(address, fields) {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  let response;
  try {
    response = await fetched(address, { method: "POST", headers, body: JSON.stringify(fields), cache: "no-store", redirect: "error" });
  } catch {
    throw new Refusal(0, { Message: "The server cannot be reached. Try again." });
  }
  return received(response);
}

function received({ status, text }) {
  if (status < 200 || status > 299) {
    throw new Refusal(status, parsed(text));
  }
  return text === "" ? null : JSON.parse(text);
}

/** A write that may have arrived is sent again under the same key, which the server does only once. */
async function send(address, options, transport) {
  for (let tries = 1; ; tries++) {
    let response = null;
    try {
      response = await transport(address, options);
    } catch {
      if (tries >= ATTEMPTS_MAX) {
        throw new Refusal(0, { Message: "The server cannot be reached. Nothing is known to be lost; try again." });
      }
    }
    if (response !== null && (response.status !== 503 || tries >= ATTEMPTS_MAX)) {
      return response;
    }
    await wait(Number(response?.retryAfter) || tries);
  }
}

async function fetched(address, options) {
  const response = await fetch(address, options);
  return { status: response.status, retryAfter: response.headers.get("Retry-After"), text: await response.text() };
}

/** Sends a request whose progress is known, as that of fetch is not. */
const uploaded = (progress) => (address, { method, headers, body }) =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(loaded / total));
    request.addEventListener("load", () =>
      done({ status: request.status, retryAfter: request.getResponseHeader("Retry-After"), text: request.responseText }));
    request.addEventListener("error", failed);
    request.send(body);
  });

function parsed(text) {
  try {
    return JSON.parse(text) || {};
  } catch {
    return {};
  }
}

export const self = () => session.acting ?? session.me.UserID;
export const isMine = (owner) => owner === self();
const subjectOf = (owner) => (session.acting !== null && isMine(owner) ? owner : null);
export const writing = (method, operation, fields) => call(method, `Pictures/${operation}`, fields, session.acting);
export const albumsOf = (owner) =>
  call("GET", "Pictures/GetAlbums", { UserID: owner, ReturnPictureIDs: true }, subjectOf(owner));
export const galleryOf = (owner, fields) =>
  call("GET", "Pictures/GetGallery", { UserID: owner, ...fields }, subjectOf(owner));
