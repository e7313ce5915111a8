const DAYS = 7;
const DAY_MS = 86_400_000;

/** The day a parcel is promised for, a week ahead and never a Sunday: "Friday, 4 December". Pure. */
export function promisedDay(now) {
  const date = new Date(now + DAYS * DAY_MS);
  const day = date.getDay() === 0 ? new Date(+date + DAY_MS) : date;
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(day);
}
