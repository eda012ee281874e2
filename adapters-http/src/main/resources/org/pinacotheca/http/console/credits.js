// The credits of the member: the balance, and each movement with the balance after it.

import { amountText, priceText } from "./amounts.js";
import { call } from "./api.js";
import { pages, wall } from "./navigation.js";
import { dayText, element, heading } from "./page.js";
import { buyCredits } from "./selling.js";

const PAGE_SIZE = 25;

export async function showCredits() {
  const [balance, page] = await Promise.all([
    call("GET", "CreditHistory/GetCurrentCreditBalance"),
    call("GET", "CreditHistory/GetCreditsHistory", { OrderBy: "transactiondate-desc", PageSize: PAGE_SIZE, PageNumber: wall.page }),
  ]);
  const title = "Credits";
  const content = [
    heading(title, `You have ${priceText(balance)}.`, buyCredits()),
    page.CreditHistory.length === 0
      ? element("p", { className: "nothing", textContent: "No credits have come or gone yet." })
      : table(page.CreditHistory),
    pages(page),
  ];
  return { title, content };
}

function table(entries) {
  const head = ["Time", "What for", "Credits", "Balance"].map((text) => element("th", { scope: "col", textContent: text }));
  const rows = entries.map(({ TransactionDate, Description, CounterpartyUserID, Amount, Balance }) =>
    element(
      "tr",
      {},
      element("td", { textContent: dayText(TransactionDate) }),
      element("td", { textContent: CounterpartyUserID === null ? Description : `${Description} · member ${CounterpartyUserID}` }),
      element("td", { className: "amount", textContent: `${Amount > 0 ? "+" : "−"}${amountText(Math.abs(Amount))}` }),
      element("td", { className: "amount", textContent: amountText(Balance) }),
    ));
  const made = element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  return element("div", { className: "table", tabIndex: 0, role: "region", "aria-label": "Movements" }, made);
}
