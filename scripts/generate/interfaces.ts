import type { Schema } from './schema.ts';

/** Fields whose type Kubernetes defines: the schema lists only the parts that it validates. */
const KUBERNETES_TYPES: Readonly<Record<string, { type: string; module: string }>> = {
  'spec.template': { type: 'IPodTemplateSpec', module: 'kubernetes-models/v1/PodTemplateSpec' },
  'spec.roudi.env[]': { type: 'IEnvVar', module: 'kubernetes-models/v1/EnvVar' },
  'spec.roudi.resources': { type: 'IResourceRequirements', module: 'kubernetes-models/v1/ResourceRequirements' },
  'spec.link.resources': { type: 'IResourceRequirements', module: 'kubernetes-models/v1/ResourceRequirements' },
  'spec.roudi.securityContext': { type: 'ISecurityContext', module: 'kubernetes-models/v1/SecurityContext' },
};

/**
 * TypeScript interfaces for a kind: one for each object of the schema that has properties, named after its field,
 * with `Status` behind the name inside of status.
 */
export function interfaces(kind: string, apiVersion: string, schema: Schema): string {
  const imports = new Map([['IPodTemplateSpec', 'kubernetes-models/v1/PodTemplateSpec']]);
  const declarations = new Map<string, string>();

  const typeOf = (schema: Schema, path: string): string => {
    const known = KUBERNETES_TYPES[path];
    if (known !== undefined) {
      imports.set(known.type, known.module);
      const required = schema.required?.filter((name) => schema.properties?.[name]?.type === 'object') ?? [];
      const names = required.map((name) => `'${name}'`).join(' | ');
      return required.length === 0 ? known.type : `${known.type} & Required<Pick<${known.type}, ${names}>>`;
    }
    if (schema['x-kubernetes-int-or-string'] === true) {
      return 'number | string';
    }
    if (schema.enum !== undefined) {
      return schema.enum.map((value) => `'${value}'`).join(' | ');
    }
    if (schema.type === 'array') {
      return arrayOf(typeOf(schema.items ?? {}, `${path}[]`));
    }
    if (schema.type === 'object') {
      return schema.properties === undefined
        ? `Record<string, ${typeOf(schema.additionalProperties ?? {}, `${path}{}`)}>`
        : declare(interfaceName(kind, path), schema, path);
    }
    return schema.type === 'integer' ? 'number' : (schema.type ?? 'unknown');
  };

  const declare = (name: string, { description, properties = {}, required }: Schema, path: string): string => {
    if (declarations.has(name)) {
      throw new Error(`${path}: a second interface would be called ${name}; give the field a name of its own`);
    }
    declarations.set(name, '');
    const fields = Object.entries(properties).map(([field, schema]) => {
      const optional = required?.includes(field) === true ? '' : '?';
      return `${comment(schema.description, '  ')}  ${field}${optional}: ${typeOf(schema, `${path}.${field}`)};\n`;
    });
    declarations.set(name, `${comment(description, '')}export interface ${name} {\n${fields.join('')}}\n`);
    return name;
  };

  const { spec = {}, status = {} } = schema.properties ?? {};
  // Unlike an interface, a type alias is assignable to a generic object of the API server.
  const root = `${comment(schema.description, '')}export type ${kind} = {
  apiVersion: '${apiVersion}';
  kind: '${kind}';
  metadata: NonNullable<IPodTemplateSpec['metadata']> & { name: string };
  spec: ${typeOf(spec, 'spec')};
  status?: ${typeOf(status, 'status')};
};
`;
  const lines = [...imports].map(([type, module]) => `import type { ${type} } from '${module}';\n`);
  return [lines.join(''), root, ...declarations.values()].join('\n');
}

/** `spec` → `IceoryxDeploymentSpec`, `spec.roudi.segments[]` → `Segment`, `status.roudi` → `RoudiStatus` */
function interfaceName(kind: string, path: string): string {
  const leaf = path.slice(path.lastIndexOf('.') + 1);
  const name = capitalized(leaf.endsWith('s[]') ? leaf.slice(0, -3) : leaf.replace('[]', ''));
  if (!path.includes('.')) {
    return kind + name;
  }
  return path.startsWith('status.') && name !== 'Condition' ? `${name}Status` : name;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function arrayOf(item: string): string {
  return /[|&]/.test(item) ? `Array<${item}>` : `${item}[]`;
}

function comment(text: string | undefined, indent: string): string {
  return text === undefined ? '' : `${indent}/** ${text.replaceAll('*/', '*\\/')} */\n`;
}
