import { Model, type ModelData, createTypeMetaGuard, setValidateFunc } from '@kubernetes-models/base';
import type { ErrorObject } from 'ajv';
import type { IceoryxDeployment } from './iceoryx-deployment.generated.ts';
import { structureErrors } from './structure.ts';

export type * from './iceoryx-deployment.generated.ts';

const TYPE = { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxDeployment' } as const;

/**
 * An IceoryxDeployment to build in code. `validate()` throws on what the schema refuses; `problemsOf` in validation.ts
 * lists everything that an API server would say.
 *
 * @example new IceoryxDeploymentModel({ metadata: { name: 'pubsub' }, spec: { roudi, template } })
 */
export class IceoryxDeploymentModel extends Model<IceoryxDeployment> {
  static readonly apiVersion = TYPE.apiVersion;
  static readonly kind = TYPE.kind;
  static readonly is = createTypeMetaGuard<IceoryxDeployment>(TYPE);

  // Declared only: an initialised field would overwrite what the constructor of Model has set.
  declare readonly apiVersion: IceoryxDeployment['apiVersion'];
  declare readonly kind: IceoryxDeployment['kind'];
  declare metadata: IceoryxDeployment['metadata'];
  declare spec: IceoryxDeployment['spec'];
  declare status?: IceoryxDeployment['status'];

  constructor(data?: ModelData<IceoryxDeployment>) {
    super();
    this.setDefinedProps({ ...TYPE, ...data } as ModelData<IceoryxDeployment>);
  }
}

/** In the form that ajv generates and Model expects: a predicate that keeps its errors as a property. */
function hasStructure(data: unknown): data is IceoryxDeployment {
  hasStructure.errors = [...structureErrors(data)];
  return hasStructure.errors.length === 0;
}
hasStructure.errors = [] as ErrorObject[];

setValidateFunc(IceoryxDeploymentModel, hasStructure);
