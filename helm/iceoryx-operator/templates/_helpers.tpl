{{- define "iceoryx-operator.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "iceoryx-operator.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "iceoryx-operator.name" . -}}
{{- if contains $name .Release.Name -}}{{ .Release.Name | trunc 63 | trimSuffix "-" }}{{- else -}}{{ printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}{{- end -}}
{{- end -}}
{{- end -}}

{{- define "iceoryx-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "iceoryx-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "iceoryx-operator.labels" -}}
{{ include "iceoryx-operator.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.extraLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "iceoryx-operator.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}{{ default (include "iceoryx-operator.fullname" .) .Values.serviceAccount.name }}{{- else -}}{{ default "default" .Values.serviceAccount.name }}{{- end -}}
{{- end -}}

{{- define "iceoryx-operator.image" -}}
{{- if .Values.image.digest -}}{{ .Values.image.repository }}@{{ .Values.image.digest }}{{- else -}}{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{- end -}}
{{- end -}}

{{/* The agent's image, which has a version of its own. */}}
{{- define "iceoryx-operator.agentImage" -}}
{{- if .Values.agent.image -}}
{{ .Values.agent.image }}
{{- else -}}
{{- $repository := printf "%s/iceoryx-agent" (dir .Values.image.repository) -}}
{{- if .Values.agent.digest -}}{{ $repository }}@{{ .Values.agent.digest }}{{- else -}}{{ $repository }}:{{ index .Chart.Annotations "iceoryx.io/agent-version" }}{{- end -}}
{{- end -}}
{{- end -}}

{{/* The operator's image, as it runs and as the guard of an uninstallation does. */}}
{{- define "iceoryx-operator.container" -}}
image: {{ include "iceoryx-operator.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- with .Values.containerSecurityContext }}
securityContext: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Whose pods they are and where they may run. */}}
{{- define "iceoryx-operator.pod" -}}
serviceAccountName: {{ include "iceoryx-operator.serviceAccountName" . }}
automountServiceAccountToken: true
enableServiceLinks: false
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.podSecurityContext }}
securityContext: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The webhook's configuration is cluster-scoped, so an operator for some namespaces has none. */}}
{{- define "iceoryx-operator.hasWebhook" -}}
{{- and .Values.webhook.enabled (not .Values.watchNamespaces) -}}
{{- end -}}

{{- define "iceoryx-operator.rules" -}}
{{ .Files.Get "files/rbac/cluster-role.yaml" | fromYamlArray | toYaml }}
{{- if .Values.podLogs }}
{{ .Files.Get "files/rbac/pod-logs.yaml" | fromYamlArray | toYaml }}
{{- end }}
{{- if .Values.profiles.restartWorkloads }}
{{ .Files.Get "files/rbac/profiles-rollout.yaml" | fromYamlArray | toYaml }}
{{- end }}
{{- end -}}
