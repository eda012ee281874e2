// What an owner sells: subscriptions for a time and a price, and who has bought one.

import { amountFault, amountText, readAmount } from "./amounts.js";
import { call, self, session, writing } from "./api.js";
import { again, attempt, pages, wall } from "./navigation.js";
import { counted, dayText, element, find, form, heading, say } from "./page.js";

const PAGE_SIZE = 25;

/** What the REST API calls the durations, by their ids. */
const DURATIONS = new Map([[1, "1 Week"], [2, "2 Weeks"], [3, "1 Month"], [4, "3 Months"], [5, "6 Months"], [6, "1 Year"]]);

export async function showPrices() {
  const [plans, page] = await Promise.all([
    call("GET", "Pictures/GetPricePlans", { UserID: self() }),
    call("GET", "Pictures/GetSubscriptions", { Direction: "subscribers", PageSize: PAGE_SIZE, PageNumber: wall.page }, session.acting),
  ]);
  const title = "Subscriptions";
  const sub = "Who subscribes sees all of the gallery until the subscription ends. Albums behind a PIN have their prices themselves.";
  return { title, content: [heading(title, sub), pricesForm(plans), ...subscribers(page)] };
}

function pricesForm(plans) {
  const rows = [...DURATIONS].map(([id, words]) => {
    const plan = plans.find((each) => each.Duration === words);
    const input = element("input", {
      id: `plan-${id}`, inputMode: "decimal", autocomplete: "off", value: plan ? amountText(plan.Price) : "",
      "aria-describedby": `plan-${id}-fault`,
    });
    const field = element(
      "div",
      { className: "field price", "data-field": `plan-${id}` },
      element("label", { htmlFor: input.id, textContent: words }),
      input,
      element("p", { className: "fault", id: `plan-${id}-fault` }),
    );
    return { id, plan, input, field };
  });
  return form(
    { id: "prices-form", className: "prices" },
    () => savePrices(rows),
    attempt,
    element("h2", { textContent: "Prices in credits" }),
    element("p", { className: "hint", textContent: "A duration without a price is not offered. Subscriptions that were bought before go on to their end." }),
    element("div", { className: "price-list" }, ...rows.map((row) => row.field)),
    element("button", { type: "submit", className: "primary", textContent: "Save prices" }),
  );
}

async function savePrices(rows) {
  const offered = rows.filter(({ input }) => input.value.trim() !== "");
  const unread = offered.filter(({ input }) => readAmount(input.value) === null);
  for (const { input } of unread) {
    find(`${input.id}-fault`).textContent = amountFault();
    input.setAttribute("aria-invalid", "true");
  }
  if (unread.length > 0) {
    unread[0].input.focus();
    return;
  }
  const PricePlans = offered.map(({ id, plan, input }) =>
    ({ ...(plan ? { PricePlanID: plan.PricePlanID } : {}), DurationID: id, Price: readAmount(input.value) }));
  const saved = await writing("PUT", "UpdatePricePlans", { PricePlans }).catch((failure) => {
    throw besideFields(failure, offered);
  });
  await again();
  say(saved.length === 0
    ? "No subscriptions are offered now."
    : `Offered now: ${saved.map((plan) => `${plan.Duration} for ${amountText(plan.Price)}`).join(", ")} credits.`);
}

/** The server counts the plans of the request; the form has a field for each duration. */
function besideFields(failure, offered) {
  failure.fields = Object.fromEntries(Object.entries(failure.fields ?? {}).map(([name, faults]) =>
    [`plan-${offered[Number(/\d+/.exec(name)?.[0] ?? -1)]?.id}`, faults]));
  return failure;
}

function subscribers(page) {
  const rows = page.Subscriptions.map(({ UserID, Nickname, SubscribedOn, ValidUntil, IsActive }) => {
    const time = IsActive ? `since ${dayText(SubscribedOn)}, until ${dayText(ValidUntil)}` : `ended ${dayText(ValidUntil)}`;
    const text = element("div", {}, element("strong", { textContent: Nickname }), element("p", { className: "sub", textContent: `member ${UserID} · ${time}` }));
    return element("li", { className: "program" }, text);
  });
  const title = counted(page.SubscriptionsTotal, "subscriber");
  return [element("h2", { className: "part", textContent: title }), element("ul", { className: "programs" }, ...rows), pages(page)];
}
