// How much is looked at for advice: there may be more names than anybody has time for.

/** So many names; of more, the nearest. */
export const MOST_NAMES = 500;
