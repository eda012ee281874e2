// The links with which visitors look at an album: made, copied, watched and ended by its owner.

import { call, session, writing } from "./api.js";
import { again, ask, attempt, button } from "./navigation.js";
import { counted, dayText, element, form, say } from "./page.js";

/** The links of one album of the member, and a form for another; nothing where the token may not. */
export async function shareLinks(album) {
  let links;
  try {
    links = await call("GET", "Pictures/GetShareLinks", { AlbumID: album.AlbumID }, session.acting);
  } catch (failure) {
    if (failure.status !== 403) {
      throw failure;
    }
    return "";
  }
  const news = element("div", { id: "share-news" });
  return element(
    "section",
    { className: "sharing", "aria-labelledby": "sharing-title" },
    element("h2", { id: "sharing-title", textContent: "Shared by link" }),
    element("p", { className: "sub", textContent: "Whoever has a link sees this album without an account." }),
    news,
    links.length === 0 ? null : element("ul", { className: "programs" }, ...links.map(item)),
    element("details", {}, element("summary", { textContent: "New link" }), newLink(album, news)),
  );
}

function item(link) {
  const visits = link.VisitsMax === null ? counted(link.Visits, "visit") : `${link.Visits} of ${counted(link.VisitsMax, "visit")}`;
  const facts = [
    visits,
    link.LastVisitOn === null ? "" : `last on ${dayText(link.LastVisitOn)}`,
    link.ExpiresOn === null ? "" : `ends on ${dayText(link.ExpiresOn)}`,
    link.IsPinProtected ? "behind a PIN" : "",
    link.Download ? "with originals" : "",
  ];
  const name = link.Label || `Link ${link.ShareLinkID}`;
  const text = element("div", {}, element("strong", { textContent: name }), element("p", { className: "sub", textContent: facts.filter(Boolean).join(" · ") }));
  return element("li", { className: "program" }, text, button("End link", "quiet danger", () => end(link, name)));
}

async function end(link, name) {
  const answer = await ask({ title: `End the link “${name}”?`, text: "Whoever has it sees the album no more.", yes: "End link" });
  if (answer.yes) {
    await writing("POST", "RemoveShareLink", { ShareLinkID: link.ShareLinkID });
    await again();
    say(`The link “${name}” has ended.`);
  }
}

function field(name, id, label, properties) {
  return element(
    "div",
    { className: "field", "data-field": name },
    element("label", { htmlFor: id, textContent: label }),
    element("input", { id, autocomplete: "off", "aria-describedby": `${id}-fault`, ...properties }),
    element("p", { className: "fault", id: `${id}-fault` }),
  );
}

function newLink(album, news) {
  const fields = [
    field("Label", "share-label", "Whom it is for", { maxLength: 100 }),
    element(
      "div",
      { className: "pair" },
      field("ExpiresOn", "share-end", "Ends on (optional)", { type: "datetime-local" }),
      field("VisitsMax", "share-visits", "Visits at most (optional)", { inputMode: "numeric" }),
    ),
    field("PinNumber", "share-pin", "PIN (optional, 4 to 20 letters or digits)", { maxLength: 20, autocapitalize: "off", spellcheck: false }),
    element("label", { className: "check" }, element("input", { type: "checkbox", id: "share-download" }), "Visitors may download the originals"),
    element("button", { type: "submit", className: "primary", textContent: "Create link" }),
  ];
  const value = (id) => made.querySelector(`#${id}`).value.trim();
  const made = form({ id: "share-form" }, () => create(album, news, value, made), attempt, ...fields);
  return made;
}

async function create(album, news, value, made) {
  const fields = { AlbumID: album.AlbumID, Label: value("share-label"), Download: made.querySelector("#share-download").checked };
  if (value("share-end") !== "") {
    fields.ExpiresOn = new Date(value("share-end")).toISOString();
  }
  if (value("share-visits") !== "") {
    fields.VisitsMax = value("share-visits");
  }
  if (value("share-pin") !== "") {
    fields.PinNumber = value("share-pin");
  }
  const link = await writing("POST", "CreateShareLink", fields);
  made.reset();
  show(link, news);
}

/** The address is known here only, and only now. */
function show(link, news) {
  const address = element("input", { id: "share-url", readOnly: true, value: link.Url, "aria-label": "Address of the new link" });
  const copy = button("Copy", "", async () => {
    address.select();
    await navigator.clipboard?.writeText(link.Url);
    say("Copied.");
  });
  news.replaceChildren(
    element("p", { textContent: "Send this address now: it is not shown again." }),
    element("div", { className: "joined" }, address, copy, button("Done", "", again)),
  );
  address.focus();
  address.select();
}
