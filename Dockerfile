# The operator, its agent in pods, and a RouDi for those who have no image of their own. For any platform that the bases have:
#   docker buildx build --target operator --platform linux/amd64,linux/arm64 .
#   docker buildx build --target agent --platform linux/amd64,linux/arm64 .
#   docker buildx build --target roudi .                                        Debian's iceoryx
#   docker buildx build --target roudi --build-arg ICEORYX_VERSION=2.0.6 .       a release, from its source
#   docker buildx build --target example .                                      applications to try them with
ARG NODE_IMAGE=node:24-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
ARG GO_IMAGE=golang:1.26.8-bookworm@sha256:a688600ca24f8a4d3ca77f95b0dd40704a9fc787c826660eb7ba0b641b8b175d
ARG DEBIAN_IMAGE=debian:bookworm-slim@sha256:7b140f374b289a7c2befc338f42ebe6441b7ea838a042bbd5acbfca6ec875818

# What it makes runs anywhere: built once, on the builder's own platform.
FROM --platform=${BUILDPLATFORM:-} ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json LICENSE ./
COPY scripts ./scripts
COPY src ./src
RUN node scripts/build.ts && npm sbom --omit=dev --omit=optional --sbom-format=spdx >dist/sbom.spdx.json

# Of the platform that is asked for.
FROM ${NODE_IMAGE} AS node

# Node's own image holds npm, yarn and more, which only building needs.
FROM ${DEBIAN_IMAGE} AS operator
ARG VERSION=0.0.0
ARG REVISION=
LABEL org.opencontainers.image.title="iceoryx-operator" \
      org.opencontainers.image.description="Kubernetes operator for Eclipse iceoryx" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      io.iceoryx.sbom="/app/sbom.spdx.json"
# A small young generation takes a fifth off the memory of an operator with 1,000 objects; before the compile cache,
# which holds for the same options only.
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/cache NODE_OPTIONS=--max-semi-space-size=4
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=build /src/dist /src/LICENSE /app/
# Sweeping holds guard locks by flock(1). The compile cache is filled here, as nothing can be written at run time.
RUN flock --version && node /app/main.mjs run --help >/dev/null && node /app/main.mjs render --help >/dev/null
# For kubectl exec: the name by which people know the program.
RUN ln -s /app/main.mjs /usr/local/bin/kubectl-iceoryx && kubectl-iceoryx version --client
USER 65532:65532
ENTRYPOINT ["node", "/app/main.mjs"]
CMD ["run"]

# The same source gives the same bytes, whatever the version of the operator: pods are out of date only where this is.
FROM --platform=${BUILDPLATFORM:-} ${GO_IMAGE} AS agent-build
ARG TARGETARCH
WORKDIR /src
COPY agent/go.mod agent/go.sum ./
RUN go mod download
COPY agent ./
RUN CGO_ENABLED=0 GOARCH=${TARGETARCH} go build -trimpath -buildvcs=false -ldflags='-s -w' -o /agent .

FROM scratch AS agent
LABEL org.opencontainers.image.title="iceoryx-agent" \
      org.opencontainers.image.description="The program in the pods of the iceoryx operator" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=agent-build /agent /agent
# A number, by which a kubelet can tell that it is not root.
USER 65532:65532
ENTRYPOINT ["/agent"]

# A publisher and a subscriber (lab/apps), for a first try in a cluster of one's own. Of the same iceoryx as the target
# roudi when both are built with the same ICEORYX_VERSION.
FROM ${DEBIAN_IMAGE} AS example-build
ARG ICEORYX_VERSION=
ARG ICEORYX_REPOSITORY=https://github.com/eclipse-iceoryx/iceoryx.git
RUN set -eu; apt-get update; \
    if [ -z "${ICEORYX_VERSION}" ]; then \
      apt-get install -y --no-install-recommends g++ libiceoryx-hoofs-dev libiceoryx-posh-dev; \
    else \
      apt-get install -y --no-install-recommends ca-certificates cmake g++ git libacl1-dev libncurses5-dev make pkg-config; \
      git clone --quiet --depth 1 --branch "v${ICEORYX_VERSION}" "${ICEORYX_REPOSITORY}" /tmp/iceoryx; \
      cmake -S /tmp/iceoryx/iceoryx_meta -B /tmp/build -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr \
        -DBUILD_SHARED_LIBS=ON -DTOML_CONFIG=OFF -DDOWNLOAD_TOML_LIB=OFF; \
      cmake --build /tmp/build --parallel --target install; ldconfig; \
    fi
COPY lab/apps/*.cpp lab/apps/*.hpp /src/
RUN set -eu; mkdir -p /out/bin /out/lib; \
    g++ -std=c++17 -O2 -pthread -s -isystem "$(echo /usr/include/iceoryx/v*)" /src/*.cpp \
      -liceoryx_posh -liceoryx_hoofs -liceoryx_platform -o /out/bin/counter; \
    ldd /out/bin/counter | awk '/libiceoryx|libatomic/ { print $3 }' | xargs -I FILE cp -L FILE /out/lib/

FROM ${DEBIAN_IMAGE} AS example
ARG VERSION=0.0.0
ARG REVISION=
LABEL org.opencontainers.image.title="iceoryx-example" \
      org.opencontainers.image.description="A publisher and a subscriber that exchange numbered samples by Eclipse iceoryx" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=example-build /out /usr/local
RUN ldconfig && counter --help >/dev/null
CMD ["counter", "--help"]

# No USER: iceoryx finds memory by the names of users, so RouDi has to run as its apps do. The operator says as whom where
# the pod's template tells; where it does not, root is what images of apps most often are. Nothing here needs root.
FROM ${DEBIAN_IMAGE} AS roudi
# A release such as 2.0.6, which is built from its source; without one, Debian's package is taken.
ARG ICEORYX_VERSION=
ARG ICEORYX_REPOSITORY=https://github.com/eclipse-iceoryx/iceoryx.git
ARG VERSION=0.0.0
ARG REVISION=
LABEL org.opencontainers.image.title="iceoryx-roudi" \
      org.opencontainers.image.description="RouDi, the daemon of Eclipse iceoryx" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      io.iceoryx.sbom="/usr/share/iceoryx/sbom.spdx"
RUN set -eu; apt-get update; \
    if [ -z "${ICEORYX_VERSION}" ]; then \
      apt-get install -y --no-install-recommends iceoryx; \
    else \
      tools='ca-certificates cmake g++ git libacl1-dev libcpptoml-dev libncurses5-dev make pkg-config'; \
      apt-get install -y --no-install-recommends libacl1 libatomic1 libstdc++6 ${tools}; \
      git clone --quiet --depth 1 --branch "v${ICEORYX_VERSION}" "${ICEORYX_REPOSITORY}" /tmp/iceoryx; \
      cmake -S /tmp/iceoryx/iceoryx_meta -B /tmp/build -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr \
        -DROUDI_ENVIRONMENT=ON -DBUILD_SHARED_LIBS=OFF -DDOWNLOAD_TOML_LIB=OFF; \
      cmake --build /tmp/build --parallel --target iox-roudi; \
      install -s "$(find /tmp/build -name iox-roudi -type f)" /usr/bin/; \
      apt-get purge -y --auto-remove ${tools}; \
    fi; \
    apt-get clean; rm -rf /tmp/iceoryx /tmp/build /var/cache/apt/*.bin /var/lib/apt/lists/*
RUN mkdir -p /usr/share/iceoryx && { \
      printf 'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: iceoryx-roudi\n'; \
      printf 'DocumentNamespace: https://iceoryx.io/spdx/roudi-%s\nCreator: Tool: dpkg-query\n' "${VERSION}"; \
      dpkg-query -W -f='\nPackageName: ${Package}\nSPDXID: SPDXRef-${Package}\nPackageVersion: ${Version}\nPackageDownloadLocation: NOASSERTION\nFilesAnalyzed: false\n'; \
    } >/usr/share/iceoryx/sbom.spdx && iox-roudi --version
CMD ["iox-roudi"]
