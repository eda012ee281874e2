// Adding pictures: each file is a request of its own, with its own progress, result and retry.

import { call, session } from "./api.js";
import { again, attempt, button } from "./navigation.js";
import { Refusal, counted, element, find, hush, sentence } from "./page.js";

const PICTURE_BYTES_MAX = 25 * 1024 * 1024;
const PICTURE_TYPES = ["image/jpeg", "image/png", "image/gif", "image/webp"];
export const TITLE_LENGTH_MAX = 100;

/** The files that were chosen, in their order, and those that wait to be sent. */
const uploads = { all: [], waiting: [], running: false };

export function dropZone(albumId) {
  const chooser = element("input", { type: "file", id: "files", multiple: true, accept: PICTURE_TYPES.join(",") });
  const label = element("label", { htmlFor: "files", className: "button primary", textContent: "Add pictures" });
  const zone = element("div", { className: "drop", id: "drop" }, chooser, label,
    element("span", { textContent: "or drop them here: JPEG, PNG, GIF or WebP, at most 25 MB each" }));
  const take = (files) => addPictures([...files], albumId);
  chooser.addEventListener("change", () => {
    take(chooser.files);
    chooser.value = "";
  });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") {
        take(event.dataTransfer.files);
      }
    });
  }
  return zone;
}

function base64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => failed(new Refusal(0, { Message: "The file cannot be read." })));
    reader.readAsDataURL(file);
  });
}

const titleOf = (file) => [...file.name.replace(/\.[^.]*$/, "")].slice(0, TITLE_LENGTH_MAX).join("");

/** Why a file cannot be a picture of the gallery, whatever the server would say; empty where it may be one. */
function faultOf(file) {
  if (!PICTURE_TYPES.includes(file.type)) {
    return "Only JPEG, PNG, GIF and WebP pictures can be added.";
  }
  return file.size > PICTURE_BYTES_MAX ? "A picture has at most 25 MB." : "";
}

function addPictures(files, albumId) {
  if (files.length === 0) {
    return;
  }
  hush();
  if (!uploads.running) {
    clearUploads();
  }
  for (const file of files) {
    const upload = newUpload(file, albumId);
    const fault = faultOf(file);
    uploads.all.push(upload);
    find("upload-list").append(upload.row);
    if (fault === "") {
      uploads.waiting.push(upload);
    } else {
      end(upload, "refused", fault);
    }
  }
  void attempt(work)();
}

function newUpload(file, albumId) {
  const bar = element("progress", { max: file.size || 1, value: 0, "aria-label": file.name });
  const result = element("span", { className: "sub", textContent: "waiting" });
  const row = element("li", {}, element("strong", { textContent: file.name }), bar, result);
  return { file, albumId, subject: session.acting, state: "waiting", row, bar, result };
}

/** Sends what waits, one file after the other: pictures are shown in the order in which they were added. */
async function work() {
  if (uploads.running) {
    return;
  }
  uploads.running = true;
  try {
    for (let upload = uploads.waiting.shift(); upload !== undefined; upload = uploads.waiting.shift()) {
      summarize();
      await send(upload);
    }
  } finally {
    uploads.running = false;
    stopUploads();
    summarize();
  }
  if (document.getElementById("drop") !== null) {
    await again();
  }
}

async function send(upload) {
  const { file, albumId, subject, bar, result } = upload;
  result.textContent = "sending";
  try {
    const picture = { Title: titleOf(file), Image: await base64(file) };
    const fields = albumId === null ? { Pictures: [picture] } : { AlbumID: albumId, Pictures: [picture] };
    await call("POST", "Pictures/AddPictures", fields, subject, (part) => (bar.value = part * bar.max));
    end(upload, "added", "added");
  } catch (failure) {
    const faults = Object.values(failure.fields ?? {}).flat();
    if (faults.length > 0) {
      end(upload, "refused", faults.map(sentence).join(" "));
    } else {
      end(upload, "failed", failure.message);
    }
    if (failure.status === 401) {
      throw failure;
    }
  }
}

function end(upload, state, text) {
  Object.assign(upload, { state });
  upload.row.className = state;
  upload.result.textContent = text;
  upload.bar.hidden = true;
  if (state === "failed") {
    const retry = button("Try again", "quiet", () => {
      retry.remove();
      wait(upload);
      void attempt(work)();
    });
    upload.row.append(retry);
  }
}

function wait(upload) {
  Object.assign(upload, { state: "waiting" });
  upload.row.className = "";
  upload.result.textContent = "waiting";
  upload.bar.hidden = false;
  upload.bar.value = 0;
  uploads.waiting.push(upload);
}

function summarize() {
  const added = uploads.all.filter((each) => each.state === "added").length;
  const faulty = uploads.all.filter((each) => ["failed", "refused"].includes(each.state)).length;
  const rest = faulty === 0 ? "" : ` ${counted(faulty, "file")} ${faulty === 1 ? "was" : "were"} not.`;
  find("uploads").hidden = uploads.all.length === 0;
  find("upload-summary").textContent = uploads.running
    ? `Adding pictures: ${added + faulty} of ${uploads.all.length}`
    : `${counted(added, "picture")} ${added === 1 ? "was" : "were"} added.${rest}`;
  find("upload-stop").hidden = !uploads.running;
  find("upload-close").hidden = uploads.running;
}

/** Ends what waits; the file that is being sent is finished. */
export function stopUploads() {
  uploads.waiting.splice(0).forEach((upload) => end(upload, "failed", "not sent"));
}

export function clearUploads() {
  uploads.all.length = 0;
  find("upload-list").replaceChildren();
  find("uploads").hidden = true;
}

/** Asks before the page is left while files are being sent. */
export function keepPage(event) {
  if (uploads.running) {
    event.preventDefault();
  }
}
