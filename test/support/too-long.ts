/** Lines that do not fit a terminal. */
export function tooLong(text: string, columns = 80): string[] {
  return text.split('\n').filter((line) => line.length > columns);
}
