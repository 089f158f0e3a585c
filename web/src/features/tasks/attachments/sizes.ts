const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** `48 kB`, `1.2 MB`: as people read them. */
export function sizeInWords(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(undefined, {
    style: "unit",
    unit: UNITS[unit] ?? "byte",
    maximumFractionDigits: size < 10 && unit > 1 ? 1 : 0,
  }).format(size);
}

/** The media type of a file as the API takes it: without parameters, and never nothing. */
export function mediaType(type: string): string {
  const plain = (type.split(";")[0] ?? "").trim().toLowerCase();
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(plain)
    ? plain
    : "application/octet-stream";
}
