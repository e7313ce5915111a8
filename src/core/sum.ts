/** The sum of numbers. Pure. Old libraries put a `reduce` of their own in place, which knows nothing of a function. */
export function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
