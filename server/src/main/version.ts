/** The version of the program: what package.json says, put in by the build. */

declare const ZONEWRIGHT_VERSION: string;

export const version = ZONEWRIGHT_VERSION;
