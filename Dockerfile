# The program alone: one static binary, no shell, no root.
#
#   docker build --build-arg VERSION="$(git describe --tags --always)" -t camorigin .
#   docker run --rm --network host camorigin scan 192.168.10.0/24
#   docker run --rm -v "$PWD:/reports" -u "$(id -u):$(id -g)" camorigin report result.json -o report.html

FROM golang:1.26.6 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download && go mod verify
COPY . .
ARG VERSION=devel
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /camorigin ./cmd/camorigin

FROM scratch
COPY --from=build /camorigin /camorigin
WORKDIR /reports
USER 65532:65532
ENTRYPOINT ["/camorigin"]
CMD ["--help"]
