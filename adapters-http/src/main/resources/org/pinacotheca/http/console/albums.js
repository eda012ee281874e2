// The albums of a member, and what their owner does with them.

import { albumsOf, call, galleryOf, isMine, session, writing } from "./api.js";
import { ask, button, wall } from "./navigation.js";
import { backLink, clearFaults, counted, element, find, heading, lock, noAccess, print, say, submit } from "./page.js";
import { priceText } from "./selling.js";

const PRICES_AT_A_TIME = 4;

export async function showAlbums(owner) {
  const [albums, page] = await Promise.all([albumsOf(owner), galleryOf(owner, { PageSize: 1 })]);
  const mine = isMine(owner);
  const cards = albums.map(albumCard);
  const title = mine && session.acting === null ? "Albums" : `Albums of ${page.User.Nickname}`;
  const sub = `${counted(albums.length, "album")}, ${counted(page.PicturesTotal, "picture")}`;
  const all = element("a", { href: `#pictures=${owner}`, textContent: "All pictures", className: "back" });
  const content = [
    mine ? null : backLink("#", "Your albums"),
    heading(title, sub, mine ? button("New album", "primary", openAlbumForm) : all),
    albums.length === 0
      ? element("p", { className: "nothing", textContent: mine ? "The wall is bare. Make your first album." : "No albums yet." })
      : element("ul", { className: "wall albums" }, ...cards.map((card) => card.item)),
  ].filter((part) => part !== null);
  return { title, content, afterwards: (turn) => showLocks(cards, turn) };
}

function albumCard(album) {
  const closed = album.AlbumSize > 0 && album.ThumbUrl === null;
  const name = element("strong", {}, album.AlbumName);
  const sub = element("span", { className: "sub", textContent: counted(album.AlbumSize, "picture") });
  const link = element(
    "a",
    { className: "hang", href: `#album=${album.UserID}/${album.AlbumID}` },
    print(album.ThumbUrl, closed ? noAccess() : element("span", { className: "empty", textContent: "no pictures yet" })),
    element("span", { className: "plate" }, name, sub),
  );
  return { album, closed, name, sub, item: element("li", { className: "work" }, link) };
}

/**
 * Tells which albums have a PIN, by their prices, as the cards come into sight: an owner's own, and of another's those
 * that are not open. A few are asked for at a time; after a refusal no more of them are.
 */
function showLocks(cards, turn) {
  const inSight = [];
  let asked = 0;
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      watch.unobserve(entry.target);
      inSight.push(cards.find((card) => card.item === entry.target));
    }
    askOn();
  });
  const askOn = () => {
    if (turn !== wall.turn) {
      watch.disconnect();
      return;
    }
    while (asked < PRICES_AT_A_TIME && inSight.length > 0) {
      asked++;
      void showLock(inSight.shift()).then(() => {
        asked--;
        askOn();
      }, () => watch.disconnect());
    }
  };
  cards.filter(({ album, closed }) => closed || isMine(album.UserID)).forEach(({ item }) => watch.observe(item));
}

async function showLock({ album, name, sub }) {
  const price = await call("GET", "Pictures/GetAlbumPrice", { AlbumID: album.AlbumID }, session.acting);
  if (price.IsPinProtected) {
    name.prepend(lock("lock"));
    name.append(element("span", { className: "unseen", textContent: ", behind a PIN" }));
    if (price.Access === "none" && price.PINPrice > 0) {
      sub.append(` · ${priceText(price.PINPrice)}`);
    }
  }
}
function openAlbumForm() {
  find("album-form").reset();
  clearFaults(find("album-form"));
  find("album-dialog").showModal();
}

export async function createAlbum() {
  const value = (id) => find(id).value.trim();
  const fields = { Name: value("album-name"), Description: value("album-description") };
  const price = value("album-price").replace(",", ".");
  if (value("album-pin") !== "") {
    fields.PinNumber = value("album-pin");
  }
  if (price !== "") {
    fields.PINPrice = /^\d+(\.\d+)?$/.test(price) ? Number(price) : price;
  }
  await submit(find("album-form"), async () => {
    const album = await writing("POST", "CreateAlbum", fields);
    find("album-dialog").close();
    say(`The album “${album.AlbumName}” is made.`);
    location.hash = `#album=${album.UserID}/${album.AlbumID}`;
  });
}

export async function removeAlbum(owner, album) {
  const answer = await ask({
    title: `Remove “${album.AlbumName}”?`,
    text: "Its pictures stay in your gallery without an album, unless you remove them too.",
    check: "Remove its pictures too",
    yes: "Remove album",
  });
  if (answer.yes) {
    await writing("POST", "RemoveAlbum", { AlbumID: album.AlbumID, RemoveAllPictures: answer.checked });
    location.hash = "#";
    say(`The album “${album.AlbumName}” is removed.`);
  }
}
