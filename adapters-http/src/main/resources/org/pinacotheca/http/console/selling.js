// What a member may buy of another's gallery: one album for its PIN and price, or all of it for a time.

import { amountText, priceText } from "./amounts.js";
import { call, post } from "./api.js";
import { button } from "./navigation.js";
import { dayText, element, form, lock, say } from "./page.js";

const SUBSCRIPTIONS_PER_PAGE = 100;
const SUBSCRIPTION_PAGES_MAX = 50;

/** What a call answers, or another value where it may not be made. */
async function orElse(work, otherwise) {
  try {
    return await work;
  } catch (failure) {
    if (failure.status !== 403) {
      throw failure;
    }
    return otherwise;
  }
}

/** The subscription to an owner's gallery that is on, which may stand on any page. */
async function runningSubscription(owner, acting) {
  for (let page = 1; page <= SUBSCRIPTION_PAGES_MAX; page++) {
    const fields = { Direction: "mine", PageSize: SUBSCRIPTIONS_PER_PAGE, PageNumber: page };
    const { Subscriptions, PageCount } = await call("GET", "Pictures/GetSubscriptions", fields, acting);
    const found = Subscriptions.find((each) => each.UserID === owner.UserID && each.IsActive);
    if (found || page >= PageCount) {
      return found ?? null;
    }
  }
  return null;
}

/**
 * The offers that are open to whoever looks at an owner's gallery, or at one album of it. Who acts for a member unlocks
 * albums for them; subscriptions are bought by oneself only, and a balance is shown to its owner only.
 */
export async function offers({ owner, album, acting, attempt, again }) {
  const forOneself = acting === null;
  const [price, plans, running, balance] = await Promise.all([
    album === null ? null : call("GET", "Pictures/GetAlbumPrice", { AlbumID: album.AlbumID }, acting),
    call("GET", "Pictures/GetPricePlans", { UserID: owner.UserID }),
    runningSubscription(owner, acting),
    forOneself ? orElse(call("GET", "CreditHistory/GetCurrentCreditBalance"), null) : null,
  ]);
  const bought = async (news) => {
    await again();
    say(news);
  };
  // A price that has changed meanwhile is shown before it is paid.
  const buy = async (operation, fields, news) => {
    try {
      await bought(news(await call("POST", operation, fields, acting)));
    } catch (failure) {
      if (failure.code !== "price_changed") {
        throw failure;
      }
      await bought(failure.message);
    }
  };
  const parts = [];
  if (price?.IsPinProtected && price.Access === "none") {
    const fields = { AlbumID: album.AlbumID, Price: price.PINPrice };
    const news = (unlocked) => `“${album.AlbumName}” is open to you for good: ${chargedText(unlocked)}`;
    parts.push(unlockForm(album, price, (PinNumber) => buy("Pictures/UnlockAlbum", { ...fields, PinNumber }, news), attempt));
  }
  if (forOneself && plans.length > 0) {
    const news = (subscribed) =>
      `You see all of ${owner.Nickname}'s gallery until ${dayText(subscribed.ValidUntil, "long")}: ${chargedText(subscribed)}`;
    const subscribe = ({ PricePlanID, Price }) => buy("Pictures/Subscribe", { UserID: owner.UserID, PricePlanID, Price }, news);
    parts.push(subscribeForm(owner, plans, running, subscribe, attempt));
  }
  if (parts.length > 0 && balance !== null) {
    parts.push(element("p", { className: "hint", id: "balance" }, `You have ${priceText(balance)}. `, buyCredits()));
  }
  return parts.length > 0 ? element("section", { className: "offers", "aria-label": "Offers" }, ...parts) : "";
}

/** A button that leads to the operator's page for credits, where there is one. */
export function buyCredits() {
  return !("credits" in document.documentElement.dataset) ? null : button("Get credits", "quiet", async () => {
    const { Url } = await post("session/credits", { ReturnTo: location.hash });
    location.assign(Url);
  });
}

const chargedText = ({ Charged, Balance }) =>
  `${priceText(Charged)} paid${Balance === null ? "" : `, ${amountText(Balance)} left`}.`;

function unlockForm(album, price, unlock, attempt) {
  const pin = element("input", {
    id: "unlock-pin", maxLength: 4, autocomplete: "off", autocapitalize: "off", spellcheck: false,
    placeholder: "4 letters or digits", "aria-describedby": "unlock-fault",
  });
  const field = element(
    "div",
    { className: "field", "data-field": "PinNumber" },
    element("label", { htmlFor: "unlock-pin" }, lock("lock"), "This album is behind a PIN"),
    element("div", { className: "joined" }, pin,
      element("button", { type: "submit", className: "primary", textContent: price.PINPrice === 0 ? "Unlock" : `Unlock for ${priceText(price.PINPrice)}` })),
    element("p", { className: "fault", id: "unlock-fault" }),
  );
  const hint = element("p", { className: "hint", textContent: "Its owner tells you the PIN. You pay once, and only for the right one." });
  return form({ id: "unlock-form" }, () => unlock(pin.value.trim()), attempt, field, hint);
}

function subscribeForm(owner, plans, running, subscribe, attempt) {
  const choices = plans.map((plan, index) => {
    const radio = element("input", { type: "radio", name: "plan", value: String(index), checked: index === 0 });
    return element("label", { className: "choice" }, radio, element("span", {}, plan.Duration), element("strong", {}, priceText(plan.Price)));
  });
  const made = form(
    { id: "subscribe-form" },
    () => subscribe(plans[Number(made.querySelector("input:checked").value)]),
    attempt,
    element("fieldset", {}, element("legend", { textContent: `All of ${owner.Nickname}'s gallery` }), ...choices),
    running === null ? null : element("p", { className: "hint", id: "subscribed", textContent: `Open to you until ${dayText(running.ValidUntil, "long")}.` }),
    element("button", { type: "submit", textContent: running === null ? "Subscribe" : "Extend" }),
  );
  return made;
}
