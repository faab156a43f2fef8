// A call that can be made from the page of the API: its parameters, its line for curl, and what came back.

import { element, setText } from './dom.js'

/** More characters than this are no help on a page; the specification itself has fewer. */
const limit = 42_000

/** Header fields that tell something of a call; the others are the connection's. */
const telling = ['content-type', 'content-length', 'cache-control', 'allow']

/** The form for one path of the specification. */
export function trial(path, { parameters = [], ...operations }) {
    const methods = choice(Object.keys(operations).map(method => method.toUpperCase()))
    const inputs = parameters.map(input)
    const command = element('code')
    const status = element('p', { role: 'status' })
    const body = element('pre', { tabIndex: 0, role: 'group', ariaLabel: `Answer of ${path}`, hidden: true })
    const send = element('button', {}, 'Send')
    const form = element('form', { className: 'trial' },
        field('Method', methods), ...inputs.map((input, index) => field(parameters[index].name, input)), send)

    const url = () => new URL(inputs.reduce(filled, path).slice(1) || '.', document.baseURI)
    const filled = (path, input, index) => path.replace(`{${parameters[index].name}}`, encodeURIComponent(input.value))
    const update = () => setText(command, curl(methods.value, url()))
    form.addEventListener('input', update)
    form.addEventListener('submit', async event => {
        event.preventDefault()
        await call(methods.value, url(), status, body)
    })
    update()
    return element('div', {}, form, element('pre', { className: 'command' }, command), status, body)
}

async function call(method, url, status, body) {
    const begin = performance.now()
    setText(status, 'Sent.')
    body.hidden = true
    try {
        const response = await fetch(url, { method, cache: 'no-store' })
        const text = await response.text()
        const fields = telling.filter(name => response.headers.has(name))
        setText(status, `${response.status} ${response.statusText} in ${Math.round(performance.now() - begin)} ms`)
        setText(body, [fields.map(name => `${name}: ${response.headers.get(name)}`).join('\n'), readable(text, response)]
            .filter(part => part !== '').join('\n\n'))
        body.hidden = false
    } catch {
        setText(status, 'No answer from the exporter.')
    }
}

function readable(text, response) {
    const isJSON = response.headers.get('Content-Type')?.startsWith('application/json') && text !== ''
    const shown = isJSON ? JSON.stringify(JSON.parse(text), null, 2) : text
    return shown.length <= limit ? shown : `${shown.slice(0, limit)}\n… and ${shown.length - limit} characters more`
}

/** The same call for a terminal, quoted for a POSIX shell. */
function curl(method, url) {
    const option = { GET: '', HEAD: '--head ' }[method] ?? `--request ${method} `
    return `curl ${option}'${url.href.replaceAll("'", "'\\''")}'`
}

function input({ name, schema, example }) {
    if (schema.enum) return choice(schema.enum)
    return element('input', { name, value: example ?? '', required: true })
}

function choice(values) {
    return element('select', {}, ...values.map(value => element('option', {}, value)))
}

function field(name, input) {
    return element('label', {}, `${name} `, input)
}
