/** Text that no spreadsheet takes for a formula: it begins with an apostrophe, also before wide signs. */
export const harmless = (text: string): string =>
  text.replace(/^(?=[\t\r]|\s*[=+\-@＝＋－＠])/, "'")
