// Generated from helm/iceoryx-operator/files/rbac by `npm run generate`. Do not edit.

/** Rights that the chart gives the operator, by the part of it that needs them. */
export const GRANTED = {
  "clusterRole": [
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxdeployments"
      ],
      "verbs": [
        "list",
        "watch"
      ]
    },
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxdeployments/status"
      ],
      "verbs": [
        "patch"
      ]
    },
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxprofiles"
      ],
      "verbs": [
        "list",
        "watch"
      ]
    },
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxprofiles/status"
      ],
      "verbs": [
        "patch"
      ]
    },
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxdeployments/finalizers"
      ],
      "verbs": [
        "update"
      ]
    },
    {
      "apiGroups": [
        "apps"
      ],
      "resources": [
        "deployments"
      ],
      "verbs": [
        "create",
        "delete",
        "get",
        "list",
        "patch",
        "watch"
      ]
    },
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "pods"
      ],
      "verbs": [
        "list",
        "watch"
      ]
    },
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "pods/eviction"
      ],
      "verbs": [
        "create"
      ]
    },
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "pods"
      ],
      "verbs": [
        "delete"
      ]
    },
    {
      "apiGroups": [
        "events.k8s.io"
      ],
      "resources": [
        "events"
      ],
      "verbs": [
        "create",
        "patch"
      ]
    }
  ],
  "domains": [
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxdomains"
      ],
      "verbs": [
        "list",
        "watch"
      ]
    },
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxdomains/status"
      ],
      "verbs": [
        "patch"
      ]
    },
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxdomains/finalizers"
      ],
      "verbs": [
        "update"
      ]
    },
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxdomains"
      ],
      "verbs": [
        "patch"
      ]
    },
    {
      "apiGroups": [
        "apps"
      ],
      "resources": [
        "daemonsets"
      ],
      "verbs": [
        "create",
        "delete",
        "get",
        "list",
        "patch",
        "watch"
      ]
    },
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "persistentvolumes",
        "persistentvolumeclaims"
      ],
      "verbs": [
        "create",
        "delete",
        "list",
        "patch",
        "watch"
      ]
    }
  ],
  "nodes": [
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "nodes"
      ],
      "verbs": [
        "list",
        "watch"
      ]
    }
  ],
  "podLogs": [
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "pods/log"
      ],
      "verbs": [
        "get"
      ]
    },
    {
      "apiGroups": [
        "events.k8s.io"
      ],
      "resources": [
        "events"
      ],
      "verbs": [
        "list"
      ]
    }
  ],
  "profilesRollout": [
    {
      "apiGroups": [
        "apps"
      ],
      "resources": [
        "deployments",
        "statefulsets",
        "daemonsets"
      ],
      "verbs": [
        "get",
        "patch"
      ]
    }
  ],
  "sweepJobs": [
    {
      "apiGroups": [
        "batch"
      ],
      "resources": [
        "jobs"
      ],
      "verbs": [
        "create",
        "delete",
        "list",
        "patch",
        "watch"
      ]
    },
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "pods"
      ],
      "verbs": [
        "create"
      ]
    }
  ],
  "sweeps": [
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxsweeps"
      ],
      "verbs": [
        "list",
        "watch"
      ]
    },
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxsweeps/status"
      ],
      "verbs": [
        "patch"
      ]
    },
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "nodes"
      ],
      "verbs": [
        "list",
        "watch"
      ]
    },
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "pods"
      ],
      "verbs": [
        "list"
      ]
    }
  ],
  "webhook": [
    {
      "apiGroups": [
        "iceoryx.io"
      ],
      "resources": [
        "iceoryxprofiles",
        "iceoryxdomains"
      ],
      "verbs": [
        "get"
      ]
    },
    {
      "apiGroups": [
        ""
      ],
      "resources": [
        "namespaces"
      ],
      "verbs": [
        "get"
      ]
    },
    {
      "apiGroups": [
        "apps"
      ],
      "resources": [
        "replicasets",
        "statefulsets"
      ],
      "verbs": [
        "get"
      ]
    },
    {
      "apiGroups": [
        "batch"
      ],
      "resources": [
        "jobs"
      ],
      "verbs": [
        "get"
      ]
    }
  ]
};
