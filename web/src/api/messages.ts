/** Faults that the service tells in the words of its schema, in words for people. By their codes. */
export const faultMessages: Readonly<Record<string, string>> = {
  string_pattern_mismatch: "This does not have the right form.",
  missing: "This is needed.",
  string_too_short: "This is too short.",
  string_too_long: "This is too long.",
};
