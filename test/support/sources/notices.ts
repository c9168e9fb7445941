import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Outputs } from '../../bench/size/contributors';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Its licence and accompanying notices; empty if the package has no such file. */
  readonly text: string;
  readonly author: string;
}

/** Licences that allow shipping the code within ours, with their text included. */
export const allowedLicenses: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
];

/** The packages with code in the shipped files, by name and version. */
export function shippedPackages(contents: Outputs): readonly ShippedPackage[] {
  const folders = new Set<string>();
  for (const output of Object.values(contents)) {
    for (const [file, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
      if (folder !== undefined && bytesInOutput > 0) {
        folders.add(folder);
      }
    }
  }
  const packages = [...folders].map(readPackage);
  const key = ({ name, version }: ShippedPackage): string => `${name} ${version}`;
  return [...new Map(packages.map(one => [key(one), one])).values()].toSorted((a, b) =>
    key(a) < key(b) ? -1 : 1,
  );
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

function readPackage(folder: string): ShippedPackage {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license = 'none', author } = manifest;
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)/i.test(file));
  return {
    name,
    version,
    license,
    text: files
      .toSorted()
      .map(file => plain(readFileSync(path.join(folder, file), 'utf8')))
      .join('\n\n'),
    author: (typeof author === 'string' ? author : author?.name) ?? 'its authors',
  };
}

const plain = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();

/** Each licence text once, below the packages it applies to. */
export function noticesText(packages: readonly ShippedPackage[]): string {
  const apache = packages.find(({ license, text }) => license === 'Apache-2.0' && text !== '');
  const textOf = (one: ShippedPackage): string =>
    one.text || (one.license === 'Apache-2.0' ? (apache?.text ?? '') : shortLicense(one));
  const byText = new Map<string, ShippedPackage[]>();
  for (const one of packages) {
    const text = textOf(one);
    byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  const parts = [...byText].map(
    ([text, group]) =>
      `${group.map(({ name, version, license }) => `${name} ${version} (${license})`).join('\n')}\n\n${text}`,
  );
  const line = '-'.repeat(80);
  return `${[heading, ...parts].join(`\n\n${line}\n\n`)}\n`;
}

const heading = `Third-party notices

Batch Monitor contains code of the packages below. Each is named with its version and
licence, whose text follows.`;

/** The standard text for packages that name their licence without including it. */
function shortLicense({ license, author }: ShippedPackage): string {
  const conditions =
    license === 'MIT'
      ? `, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.`
      : '.';
  return `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so${conditions}

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
}
