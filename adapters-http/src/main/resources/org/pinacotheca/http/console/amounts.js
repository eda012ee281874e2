// Amounts of credits, as the browser's language writes them.

const DECIMALS = 2;

function separators(language) {
  const parts = new Intl.NumberFormat(language, { useGrouping: "always" }).formatToParts(12345.6);
  const of = (type) => parts.find((part) => part.type === type)?.value ?? "";
  return { group: of("group"), decimal: of("decimal") };
}

export const amountText = (amount, language = navigator.language) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: DECIMALS, maximumFractionDigits: DECIMALS }).format(amount);

export const priceText = (amount, language = navigator.language) => `${amountText(amount, language)} credits`;

/**
 * Reads an amount: "1,000" is a thousand in English and, with three decimals, nothing in German. A separator of the
 * other kind is taken where it can only be meant as a decimal point: "2,50" is two and a half everywhere.
 *
 * @returns the amount, or null where the text is none with at most two decimals
 */
export function readAmount(text, language = navigator.language) {
  const { group, decimal } = separators(language);
  const digits = text.replace(/[\s'’]/g, "");
  const grouped = digits.split(decimal);
  const isGrouped = group.trim() !== "" && grouped.length <= 2 && /^\d{1,3}$/.test(grouped[0].split(group)[0])
    && grouped[0].split(group).slice(1).every((part) => /^\d{3}$/.test(part)) && /^\d{0,2}$/.test(grouped[1] ?? "");
  const plain = isGrouped ? grouped[0].replaceAll(group, "") + (grouped[1] ? `.${grouped[1]}` : "") : digits.replace(",", ".");
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Number(plain) : null;
}

export const amountFault = (language = navigator.language) =>
  `Write the price as ${amountText(1234.5, language)}: digits, and at most two decimals.`;
