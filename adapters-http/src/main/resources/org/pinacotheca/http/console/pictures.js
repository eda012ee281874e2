// The pictures of a gallery or an album: the wall, one of them large, and its text.

import { editAlbum, removeAlbum } from "./albums.js";
import { priceText } from "./amounts.js";
import { albumsOf, call, galleryOf, isMine, session, writing } from "./api.js";
import { again, ask, attempt, button, openDialog, pageOnWall, pages, wall } from "./navigation.js";
import { Refusal, backLink, clearFaults, counted, element, find, heading, noAccess, print, say, submit } from "./page.js";
import { selection } from "./selection.js";
import { offers } from "./selling.js";
import { shareLinks } from "./sharing.js";
import { TITLE_LENGTH_MAX, dropZone } from "./uploads.js";

export const PAGE_SIZE = 48;
const SCAN_PAGES_MAX = 20;

/** The pictures on the wall, and which of them is large. */
const shown = { albums: [], pictures: [], index: 0, mine: false, safetyDecided: false };

/** Pictures that are hung elsewhere, where they cannot be changed. */
export function hang(pictures) {
  Object.assign(shown, { pictures, mine: false });
}

function bytesText(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export async function showGallery(owner, albumId) {
  const mine = isMine(owner);
  const inAlbum = albumId === null ? {} : { AlbumID: albumId };
  const [albums, page, price] = await Promise.all([
    albumsOf(owner),
    pageOnWall((PageNumber) => galleryOf(owner, { PageSize: PAGE_SIZE, PageNumber, ...inAlbum })),
    mine && albumId !== null ? call("GET", "Pictures/GetAlbumPrice", inAlbum, session.acting) : null,
  ]);
  const album = albums.find((each) => each.AlbumID === albumId) ?? null;
  shown.albums = albums;
  shown.pictures = page.Pictures;
  shown.mine = mine;
  const title = album?.AlbumName ?? (mine && session.acting === null ? "All pictures" : `Pictures of ${page.User.Nickname}`);
  const closed = page.Pictures.some((picture) => picture.ImageUrl === null);
  const sub = [album?.AlbumDescription, counted(page.PicturesTotal, "picture"), price === null ? "" : lockText(price), closed ? "Not open to you." : ""];
  const actions = price === null || album === null ? [] : [
    button("Edit album", "quiet", () => editAlbum(album, price)),
    button("Remove album", "quiet danger", () => removeAlbum(owner, album)),
  ];
  const back = mine ? backLink("#", "Albums") : backLink(`#user=${owner}`, `Albums of ${page.User.Nickname}`);
  const content = [back, heading(title, sub.filter(Boolean).join("\n"), ...actions)];
  if (mine) {
    content.push(dropZone(albumId));
  } else {
    content.push(await offers({ owner: page.User, album, acting: session.acting, attempt, again }));
  }
  const tiles = page.Pictures.map(pictureTile);
  if (mine) {
    const { boxes, bar } = selection(page.Pictures, albums);
    tiles.forEach((tile, index) => tile.prepend(boxes[index]));
    content.push(bar);
  }
  content.push(
    tiles.length === 0
      ? element("p", { className: "nothing", textContent: "No pictures here yet." })
      : element("ul", { className: "wall" }, ...tiles),
    pages(page),
  );
  if (mine && album) {
    content.push(await shareLinks(album));
  }
  return { title, content };
}

const lockText = ({ IsPinProtected, PINPrice }) =>
  !IsPinProtected ? "" : PINPrice === 0 ? "Behind a PIN, without a price" : `Behind a PIN, for ${priceText(PINPrice)}`;

/** Programs of the older API give a picture only a caption, which is its description. */
function nameOf(picture) {
  const line = picture.Title || picture.Description.split("\n")[0].trim();
  const characters = [...line];
  const short = characters.length > TITLE_LENGTH_MAX ? `${characters.slice(0, TITLE_LENGTH_MAX).join("")}…` : line;
  return short || `Picture ${picture.PictureID}`;
}

export function pictureTile(picture, index) {
  const title = nameOf(picture);
  const facts = `${picture.Width} × ${picture.Height}`;
  const parts = [
    print(picture.ThumbUrl, noAccess()),
    element("span", { className: "plate" }, element("strong", { textContent: title }), element("span", { className: "sub", textContent: facts })),
  ];
  if (picture.ImageUrl === null) {
    return element("li", { className: "work" }, element("div", { className: "hang" }, ...parts));
  }
  const open = element("button", { type: "button", className: "hang", "data-picture": picture.PictureID }, ...parts);
  open.addEventListener("click", () => openPicture(index));
  return element("li", { className: "work" }, open);
}

function openPicture(index) {
  const picture = shown.pictures[index];
  shown.index = index;
  const image = find("picture-image");
  image.removeAttribute("src");
  image.src = picture.ImageUrl;
  image.alt = nameOf(picture);
  find("picture-title").textContent = image.alt;
  find("picture-description").textContent = picture.Description === image.alt ? "" : picture.Description;
  const uploaded = new Date(`${picture.DateUploaded}Z`).toLocaleString([], { dateStyle: "long", timeStyle: "short" });
  find("picture-facts").textContent = `${picture.Width} × ${picture.Height} · ${bytesText(picture.Size)} · added ${uploaded}`;
  find("picture-previous").disabled = index === 0;
  find("picture-next").disabled = index === shown.pictures.length - 1;
  find("picture-edit").hidden = !shown.mine;
  find("picture-remove").hidden = !shown.mine;
  if (!find("picture-dialog").open) {
    openDialog(find("picture-dialog"));
  }
}

export function step(by) {
  const index = shown.index + by;
  if (shown.pictures[index]?.ImageUrl) {
    openPicture(index);
  }
}

/** A picture's link names no album: it is looked for in its owner's gallery. */
export async function showPicture({ owner, number }) {
  for (let page = 1; page <= SCAN_PAGES_MAX; page++) {
    wall.page = page;
    const drawn = await showGallery(owner, null);
    const index = shown.pictures.findIndex((picture) => picture.PictureID === number);
    if (index >= 0) {
      return { ...drawn, afterwards: () => shown.pictures[index].ImageUrl && openPicture(index) };
    }
    if (shown.pictures.length < PAGE_SIZE) {
      break;
    }
  }
  throw new Refusal(404, { Message: "The member has no such picture among the latest ones." });
}

export async function removePicture() {
  const picture = shown.pictures[shown.index];
  const title = nameOf(picture);
  const answer = await ask({ title: `Remove “${title}”?`, text: "It cannot be brought back.", yes: "Remove picture" });
  if (answer.yes) {
    await writing("POST", "RemovePictures", { PictureIDs: [picture.PictureID] });
    find("picture-dialog").close();
    await again();
    say(`“${title}” is removed.`);
  }
}

export function openEditForm() {
  const picture = shown.pictures[shown.index];
  find("edit-title").value = picture.Title;
  find("edit-description").value = picture.Description;
  find("edit-safe").checked = picture.ImageSafe;
  shown.safetyDecided = false;
  const option = (value, text) => element("option", { value, textContent: text, selected: String(picture.AlbumID ?? "") === value });
  find("edit-album").replaceChildren(
    option("", "No album"),
    ...shown.albums.map((album) => option(String(album.AlbumID), album.AlbumName)),
  );
  clearFaults(find("edit-form"));
  openDialog(find("edit-dialog"));
}

/** A declaration that no moderator has confirmed yet is not shown, and must not be taken back unseen. */
export function decideSafety() {
  shown.safetyDecided = true;
}

export async function savePicture() {
  const album = find("edit-album").value;
  const fields = {
    PictureID: shown.pictures[shown.index].PictureID,
    Title: find("edit-title").value,
    Description: find("edit-description").value,
    AlbumID: album === "" ? null : Number(album),
    ...(shown.safetyDecided ? { DeclaredSafe: find("edit-safe").checked } : {}),
  };
  await submit(find("edit-form"), async () => {
    await writing("PUT", "UpdatePicture", fields);
    find("edit-dialog").close();
    find("picture-dialog").close();
    await again();
    say("Saved.");
  });
}
