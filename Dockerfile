# One image for the exporter, the producer and the local queue: the command chooses.

FROM swift:6.3-bookworm AS build
WORKDIR /src
# What is compiled against and with which flags is written in the Makefile alone.
COPY Makefile ./
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends make \
    && make .build/stamp-headers \
    && rm -rf /var/lib/apt/lists/*
COPY . .
# The cache holds the compiled dependencies, and our own modules too: a change compiles what it touches.
RUN --mount=type=cache,target=/src/.build,sharing=locked \
    make build && cp .build/release/sqs-exporter /usr/local/bin/

FROM debian:bookworm-slim
# Unpinned, so that a rebuild takes Debian's security updates.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libcrypt1 libcurl4 libsqlite3-0 libyaml-0-2 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 65532 -g 65532 -m 0750 /var/lib/sqs-exporter
COPY --from=build /usr/local/bin/sqs-exporter /usr/local/bin/

# Numeric, so that Kubernetes can check runAsNonRoot. Nothing but the volume is written to: the root may be read-only.
USER 65532:65532
WORKDIR /var/lib/sqs-exporter
VOLUME /var/lib/sqs-exporter
ENV LEDGER_URL=sqlite:/var/lib/sqs-exporter/ledger.sqlite
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s CMD ["sqs-exporter", "healthcheck"]
ENTRYPOINT ["sqs-exporter"]

ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="sqs-exporter" \
      org.opencontainers.image.description="Prometheus exporter for the JSON events on Amazon SQS queues" \
      org.opencontainers.image.source="https://github.com/sqs-exporter/sqs-exporter" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
