import { createApp, ref, watchEffect } from 'vue';
import { createRouter, createWebHashHistory, createWebHistory, useRoute, useRouter } from 'vue-router';
import { DATA_MS, flags, start, wait } from './counted.js';

const page = (text, type) => ({ template: `<main${type ? ` data-waymark-page-type="${type}"` : ''}>${text}</main>` });

const Guitar = {
  template: '<main>{{ name }}</main>',
  setup() {
    const route = useRoute();
    const name = ref('');
    watchEffect(async () => {
      const { id } = route.params;
      if (!id) return;
      name.value = '';
      await wait(DATA_MS);
      if (route.params.id !== id) return;
      name.value = `The ${id}`;
      document.title = name.value;
    });
    return { name };
  },
};

const router = createRouter({
  history: (flags.hash ? createWebHashHistory : createWebHistory)(),
  routes: [
    { path: '/', component: page('Home'), meta: { title: 'Home' } },
    {
      path: '/guitars',
      component: { template: '<RouterView />' },
      children: [
        { path: '', component: page('All guitars'), meta: { title: 'Guitars' } },
        { path: ':id', component: Guitar },
      ],
    },
    { path: '/old', redirect: '/help' },
    { path: '/moved', component: page(''), beforeEnter: () => '/help' },
    { path: '/private', component: page(''), beforeEnter: () => wait(DATA_MS).then(() => '/account') },
    { path: '/help', component: page('Help'), meta: { title: 'Help' } },
    { path: '/account', component: page('Account', 'account'), meta: { title: 'Account' } },
    { path: '/article', component: () => import('./vue-article.js'), meta: { title: 'Article' } },
  ],
});

router.afterEach(({ meta }) => {
  if (meta.title) document.title = meta.title;
});

/** What a site does that calls `page()` by itself. */
function tell({ path }) {
  window.w.page({ page_type: path === '/' ? 'home' : path.split('/')[1] });
}

const Shop = {
  template: `<nav>
      <RouterLink v-for="to in links" :key="to" :id="to" :to="to">{{ to }}</RouterLink>
      <RouterLink id="same" to="/guitars" replace>Guitars again</RouterLink>
      <button id="leap" @click="leap">Two at once</button>
      <button id="replace-push" @click="search">Replace, then push</button>
    </nav><RouterView />`,
  setup() {
    const { push, replace } = useRouter();
    return {
      links: ['/', '/guitars', '/guitars?sort=price', '/guitars/cedar', '/old', '/moved', '/private', '/article'],
      leap() {
        push('/guitars');
        push('/help');
      },
      search: () => replace('/guitars?sort=price').then(() => push('/guitars/spruce')),
    };
  },
};

createApp(Shop).use(router).mount('#app');
router.isReady().then(() => {
  start();
  if (!flags.manual) return;
  tell(router.currentRoute.value);
  router.afterEach(tell);
});
