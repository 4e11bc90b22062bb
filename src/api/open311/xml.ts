/** A piece of XML to be written: text, nothing, or further elements in their order. */
export type XmlContent = string | number | boolean | null | readonly XmlElement[]
export interface XmlElement {
  name: string
  content: XmlContent
}

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser would read it as a line break.
  '\r': '&#13;',
}

/** What XML 1.0 cannot hold in any writing: controls, half characters, the two non-characters. */
// eslint-disable-next-line no-control-regex -- naming the controls is the point
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu

const textOf = (said: string): string =>
  said
    .toWellFormed()
    .replaceAll(unwritable, '')
    .replaceAll(/[&<>"'\r]/gu, (sign) => escaped[sign] ?? sign)

function written({ name, content }: XmlElement): string {
  if (content === null || content === '') return `<${name}/>`
  const inside = typeof content === 'object' ? content.map(written).join('') : textOf(String(content))
  return `<${name}>${inside}</${name}>`
}

/**
 * An XML 1.0 document, without namespace or attributes: all that GeoReport v2 knows. By hand and not by a library: what
 * has to be right is the escaping above, and there is nothing here to read or to resolve. Names are ours, never given.
 */
export const xmlDocument = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${written(root)}`

/** What one plain value is in XML: an object its fields, an array a child per entry, named by `each`. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [field: string]: Plain }

/**
 * The mapping between the JSON and the XML of GeoReport v2 (the Spark convention, read backwards): an array has no name
 * of its own in JSON, and in XML a child element per entry, called as `each` says for the name of the array.
 */
export function xmlOf(name: string, value: Plain, each: Readonly<Record<string, string>>): XmlElement {
  if (value === null || typeof value !== 'object') return { name, content: value }
  if (Array.isArray(value)) {
    const child = each[name] ?? 'item'
    return { name, content: (value as readonly Plain[]).map((one) => xmlOf(child, one, each)) }
  }
  return { name, content: Object.entries(value).map(([field, one]) => xmlOf(field, one, each)) }
}
