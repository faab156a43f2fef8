// What a call may answer: each status with its meaning, an example, and the members of its JSON.

import { element, prose } from './dom.js'

/** The responses of an operation, one below the other; those that have a body can be opened. */
export function answers(responses, specification) {
    return element('ul', { className: 'answers' }, ...Object.entries(responses).map(([status, response]) => {
        const { description, content } = resolve(response, specification)
        const types = Object.keys(content).join(', ')
        const line = [element('strong', {}, status), ' ', ...prose(description), ' ', element('small', {}, types)]
        const parts = Object.values(content).flatMap(body => contents(body, specification))
        if (parts.length === 0) return element('li', {}, ...line)
        return element('li', {}, element('details', {}, element('summary', {}, ...line), ...parts))
    }))
}

/** The members of the JSON and an example, as far as there are any. */
function contents({ schema, example }, specification) {
    const parts = []
    const terms = members(schema, specification).flatMap(([path, type, meaning]) => [
        element('dt', {}, element('code', {}, path), ' ', element('small', {}, type)), element('dd', {}, meaning),
    ])
    if (terms.length > 0) parts.push(element('dl', { className: 'members' }, ...terms))
    if (example !== undefined) {
        const text = typeof example === 'string' ? example : JSON.stringify(example, null, 2)
        parts.push(element('pre', { tabIndex: 0, role: 'group', ariaLabel: 'Example' }, text))
    }
    return parts
}

/** The members of an object, those of its objects included, as `[path, type, meaning]`. */
function members(reference, specification, prefix = '') {
    const schema = resolve(reference, specification)
    if (schema.type === 'array') return members(schema.items, specification, `${prefix}[]`)
    return Object.entries(schema.properties ?? {}).flatMap(([name, reference]) => {
        const path = prefix ? `${prefix}.${name}` : name
        const member = resolve(reference, specification)
        const absent = schema.required?.includes(name) ? '' : '; may be absent'
        return [[path, type(member) + absent, member.description ?? ''], ...members(member, specification, path)]
    })
}

function type({ type, format, enum: values, items, additionalProperties }) {
    if (values) return values.map(value => JSON.stringify(value)).join(' or ')
    if (items?.type) return `array of ${items.type}`
    if (additionalProperties) return `object of ${additionalProperties.type}`
    const name = [type].flat().join(' or ')
    return format ? name.replace('string', format) : name
}

function resolve(object, specification) {
    if (!object.$ref) return object
    return object.$ref.split('/').slice(1).reduce((value, key) => value[key], specification)
}
