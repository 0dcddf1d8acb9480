/** Rules whose pages are still to be written; the test of the pages holds the list to the truth. */
export const withoutPage: readonly string[] = [];
