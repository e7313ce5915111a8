/** How a vendor's object is found on the page by its name: once it is there, and can do this. */
export function pageObject<T>(name: string, method?: keyof T): () => T | undefined {
  return () => {
    const found = (window as unknown as Readonly<Record<string, T | undefined>>)[name];
    return !method || found?.[method] ? found : undefined;
  };
}
