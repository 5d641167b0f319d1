import { toLabel, toSelf } from '../../kube/mappers.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { PROFILE_LABEL } from '../../pod/names.ts';
import type { Controller } from '../../runtime/controller.ts';
import type { Reporter } from '../kit/reporter.ts';
import { changesReference } from '../pods/domain-reference.ts';
import type { PodReports } from '../pods/pod-reports.ts';
import type { PodRecovery } from '../pods/recovery/recover.ts';
import type { IceoryxProfile } from '../resources.ts';
import type { ProfileCaches } from './observe.ts';

/** Receivers of changes that must be informed whether or not this process leads. */
interface Observers {
  readonly recovery: PodRecovery<IceoryxProfile>;
  readonly reports: PodReports;
  readonly reporter: Reporter<IceoryxProfile>;
}

/** Sets up which changes enqueue which IceoryxProfiles. */
export function watchProfiles(controller: Controller, caches: ProfileCaches, observers: Observers): void {
  const { recovery, reports, reporter } = observers;
  const { shared, currentObjects } = caches;
  const { profiles, profilePods, domains } = shared;
  profiles.onChange(({ type, object }) => (type === 'deleted' ? reporter.forget(object) : recovery.remember(object)));
  profilePods.onChange(({ type, object }) => {
    if (type === 'deleted') {
      recovery.forget(object);
      reports.forget(object);
    } else {
      reports.observe(object);
    }
  });
  // The results of our own writes are known.
  controller.watch(profiles, toSelf, (change) => currentObjects.isNews(change));
  controller.watch(profilePods, toLabel(PROFILE_LABEL));
  if (domains !== undefined) {
    const users = (domain: KubeObject): string[] => shared.profilesOf(objectKey(domain)).map(objectKey);
    controller.watch(domains, users, changesReference);
  }
}
