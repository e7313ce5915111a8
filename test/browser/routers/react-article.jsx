import { useEffect } from 'react';

export function Component() {
  useEffect(() => {
    document.title = 'Article';
  }, []);
  return <main data-waymark-page-type="article">How to string a guitar</main>;
}
