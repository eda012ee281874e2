// Adding pictures, in as few requests as their limits allow.

import { call, session } from "./api.js";
import { again, attempt } from "./navigation.js";
import { Refusal, counted, element, hush, say } from "./page.js";

const UPLOAD_PICTURES_MAX = 50;
const UPLOAD_BYTES_MAX = 24 * 1024 * 1024;
const PICTURE_BYTES_MAX = 25 * 1024 * 1024;
const PICTURE_TYPES = ["image/jpeg", "image/png", "image/gif", "image/webp"];
export const TITLE_LENGTH_MAX = 100;

export function dropZone(albumId) {
  const chooser = element("input", { type: "file", id: "files", multiple: true, accept: PICTURE_TYPES.join(",") });
  const label = element("label", { htmlFor: "files", className: "button primary", textContent: "Add pictures" });
  const zone = element("div", { className: "drop", id: "drop" }, chooser, label,
    element("span", { textContent: "or drop them here: JPEG, PNG, GIF or WebP, at most 25 MB each" }));
  const take = (files) => attempt(() => addPictures([...files], albumId, zone, chooser))();
  chooser.addEventListener("change", () => take(chooser.files));
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop" && !chooser.disabled) {
        take(event.dataTransfer.files);
      }
    });
  }
  return zone;
}

/** As few requests as the limits of one allow: pictures of a refused request are all refused. */
function batches(files) {
  const made = [];
  let bytes = 0;
  for (const file of files) {
    const last = made.at(-1);
    if (last && last.length < UPLOAD_PICTURES_MAX && bytes + file.size <= UPLOAD_BYTES_MAX) {
      last.push(file);
      bytes += file.size;
    } else {
      made.push([file]);
      bytes = file.size;
    }
  }
  return made;
}

function base64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => failed(new Refusal(0, { Message: `${file.name} cannot be read.` })));
    reader.readAsDataURL(file);
  });
}

const titleOf = (file) => [...file.name.replace(/\.[^.]*$/, "")].slice(0, TITLE_LENGTH_MAX).join("");

async function addPictures(files, albumId, zone, chooser) {
  const wrong = files.filter((file) => !PICTURE_TYPES.includes(file.type));
  const large = files.filter((file) => file.size > PICTURE_BYTES_MAX);
  const names = (list) => list.map((file) => file.name).join(", ");
  if (wrong.length > 0) {
    throw new Refusal(0, { Message: `Only JPEG, PNG, GIF and WebP pictures can be added, not ${names(wrong)}. Nothing was added.` });
  }
  if (large.length > 0) {
    throw new Refusal(0, { Message: `A picture has at most 25 MB: ${names(large)} ${large.length === 1 ? "is" : "are"} larger. Nothing was added.` });
  }
  if (files.length === 0) {
    return;
  }
  hush();
  const acting = session.acting;
  const bar = element("progress", { max: files.reduce((sum, file) => sum + file.size, 0) || 1, value: 0, "aria-label": "Adding pictures" });
  const text = element("span", { textContent: `0 of ${files.length}` });
  const progress = element("div", { className: "progress" }, bar, text);
  zone.append(progress);
  chooser.disabled = true;
  let added = 0;
  try {
    for (const batch of batches(files)) {
      const pictures = [];
      for (const file of batch) {
        pictures.push({ Title: titleOf(file), Image: await base64(file) });
      }
      const fields = albumId === null ? { Pictures: pictures } : { AlbumID: albumId, Pictures: pictures };
      try {
        await call("POST", "Pictures/AddPictures", fields, acting);
      } catch (failure) {
        throw explained(failure, batch, added);
      }
      added += batch.length;
      bar.value += batch.reduce((sum, file) => sum + file.size, 0);
      text.textContent = `${added} of ${files.length}`;
    }
    await again();
    say(`${counted(added, "picture")} added.`);
  } catch (failure) {
    if (added > 0 && failure.status !== 401) {
      await again();
    }
    throw failure;
  } finally {
    progress.remove();
    chooser.disabled = false;
    chooser.value = "";
  }
}

/** The server counts pictures of the request; a person knows them by their files. */
function explained(failure, batch, added) {
  if (!(failure instanceof Refusal) || failure.status === 401) {
    return failure;
  }
  const lines = [];
  for (const [field, faults] of Object.entries(failure.fields)) {
    const file = batch[Number(/^Pictures\[(\d+)\]/.exec(field)?.[1] ?? -1)];
    lines.push(`${file?.name ?? field}: ${faults.join(" ")}`);
  }
  const reported = lines.length > 0 ? lines.join("\n") : failure.message;
  const outcome = added === 0 ? "Nothing was added." : `${counted(added, "picture")} ${added === 1 ? "was" : "were"} added before.`;
  return new Refusal(failure.status, { Message: `${reported}\n${outcome}`, Code: failure.code });
}
