// Bundles static/src into static/dist: every file directly in js/ and css/ is an entry, folders below hold their parts.
// Names carry a hash of the content, manifest.json leads from "css/site.css" to the file, and .br and .gz lie beside it.

import { build } from "esbuild";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, "static/src");
const target = join(root, "static/dist");
const staging = join(root, "build/frontend");
const asset = /\.(woff2|svg|png|jpg|webp|avif|ico|wasm)$/;
const worthCompressing = /\.(css|js|svg|json|wasm|txt)$/;

async function filesIn(folder, pattern, { deep = false } = {}) {
  const found = await readdir(join(sources, folder), { withFileTypes: true, recursive: deep }).catch(() => []);
  return found
    .filter((item) => item.isFile() && pattern.test(item.name))
    .map((item) => join(item.parentPath ?? item.path, item.name))
    .sort();
}

const entries = [
  ...(await filesIn("js", /\.js$/)),
  ...(await filesIn("css", /\.css$/)),
  ...(await filesIn("images", asset, { deep: true })),
];

async function bundle(entryPoints, options) {
  return build({
    absWorkingDir: root,
    bundle: true,
    entryNames: "[dir]/[name]-[hash]",
    chunkNames: "js/parts/[name]-[hash]",
    assetNames: "assets/[name]-[hash]",
    entryPoints,
    format: "esm",
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    minify: true,
    nodePaths: [join(root, "node_modules")],
    outbase: sources,
    outdir: staging,
    splitting: true,
    target: ["chrome109", "firefox115", "safari16"],
    ...options,
  });
}

// "css/site.css" for an entry, "assets/plex.woff2" for a file that a stylesheet or script brought along.
function nameOf(output, { entryPoint }) {
  if (entryPoint) return relative(sources, join(root, entryPoint));
  return output.startsWith("assets/") ? output.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1") : null;
}

async function compress(file) {
  const content = await readFile(file);
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const forms = { ".br": await promisify(brotliCompress)(content, brotli), ".gz": await promisify(gzip)(content, { level: 9 }) };
  for (const [ending, smaller] of Object.entries(forms)) {
    if (smaller.length < content.length) await writeFile(file + ending, smaller);
  }
}

const fileLoader = (...endings) => Object.fromEntries(endings.map((ending) => [ending, "file"]));
const loaded = [".woff2", ".svg", ".png", ".jpg", ".webp", ".avif", ".ico", ".wasm"];

await rm(staging, { recursive: true, force: true });
await mkdir(staging, { recursive: true });
const isImage = (file) => asset.test(extname(file));
const results = await Promise.all([
  bundle(entries.filter((file) => !isImage(file)), { loader: fileLoader(...loaded) }),
  bundle(entries.filter(isImage), { loader: Object.fromEntries(loaded.map((ending) => [ending, "copy"])) }),
]);

const manifest = {};
for (const [path, output] of results.flatMap((result) => Object.entries(result.metafile.outputs))) {
  const file = relative(staging, join(root, path));
  const name = nameOf(file, output);
  if (name) manifest[name] = file;
  if (worthCompressing.test(file)) await compress(join(staging, file));
}
const sorted = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(join(staging, "manifest.json"), JSON.stringify(sorted, null, 1) + "\n");

await mkdir(dirname(target), { recursive: true });
await rm(target, { recursive: true, force: true });
await rename(staging, target);
console.log(`${Object.keys(manifest).length} files in ${basename(dirname(target))}/${basename(target)}`);
