import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  createBrowserRouter,
  createHashRouter,
  Link,
  Navigate,
  Outlet,
  redirect,
  useLocation,
  useNavigate,
  useParams,
} from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { DATA_MS, flags, start, wait } from './counted.js';

function useTitle(title) {
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
}

function page(title, type) {
  return function Page() {
    useTitle(title);
    return <main data-waymark-page-type={type}>{title}</main>;
  };
}

/** What a site does that calls `page()` by itself. */
function useManualPages() {
  const { pathname } = useLocation();
  useEffect(() => {
    if (flags.manual) window.w?.page({ page_type: pathname === '/' ? 'home' : pathname.split('/')[1] });
  }, [pathname]);
}

function Layout() {
  const navigate = useNavigate();
  useEffect(() => {
    const waymark = start();
    return () => waymark.stop();
  }, []);
  useManualPages();
  const leap = () => {
    navigate('/guitars');
    navigate('/help');
  };
  const search = () => {
    navigate('/guitars?sort=price', { replace: true });
    navigate('/guitars/spruce');
  };
  return (
    <>
      <nav>
        {['/', '/guitars', '/guitars?sort=price', '/guitars/cedar', '/old', '/moved', '/private', '/article'].map(
          to => (
            <Link key={to} id={to} to={to}>
              {to}
            </Link>
          ),
        )}
        <Link id="same" to="/guitars" replace>
          Guitars again
        </Link>
        <button type="button" id="leap" onClick={leap}>
          Two at once
        </button>
        <button type="button" id="replace-push" onClick={search}>
          Replace, then push
        </button>
      </nav>
      <Outlet />
    </>
  );
}

function List() {
  useTitle('Guitars');
  return <main>All guitars</main>;
}

function Guitar() {
  const { id } = useParams();
  const [name, setName] = useState('');
  useEffect(() => {
    let isOpen = true;
    wait(DATA_MS).then(() => isOpen && setName(`The ${id}`));
    return () => {
      isOpen = false;
      setName('');
    };
  }, [id]);
  useTitle(name);
  return <main>{name}</main>;
}

const create = flags.hash ? createHashRouter : createBrowserRouter;
const router = create([
  {
    Component: Layout,
    children: [
      { path: '/', Component: page('Home') },
      {
        path: '/guitars',
        Component: Outlet,
        children: [
          { index: true, Component: List },
          { path: ':id', Component: Guitar },
        ],
      },
      { path: '/old', element: <Navigate to="/help" replace /> },
      { path: '/moved', loader: () => redirect('/help') },
      { path: '/private', loader: () => wait(DATA_MS).then(() => redirect('/account')) },
      { path: '/help', Component: page('Help') },
      { path: '/account', Component: page('Account', 'account') },
      { path: '/article', lazy: () => import('./react-article.jsx') },
    ],
  },
]);

createRoot(document.getElementById('app')).render(<RouterProvider router={router} />);
