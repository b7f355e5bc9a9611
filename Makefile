VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
GO      ?= go
LDFLAGS := -s -w -X main.version=$(VERSION)
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0
FUZZTIME ?= 30s

.PHONY: build demo test lint bench fuzz integration release generate pictures clean

build: ## one static binary: bin/camorigin
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/camorigin ./cmd/camorigin

demo: build ## scan simulated cameras on loopback; leaves report.html
	bin/camorigin demo -o report.html

test: ## all tests; all but the scripts, which start the program some hundred times, with the race detector (needs gcc)
	$(GO) test ./cmd/...
	$(GO) test -race $$($(GO) list ./... | grep -v /cmd/)

lint: ## formatting, vet, staticcheck
	@out=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$out" || { echo "not gofmt-ed: $$out" >&2; exit 1; }
	$(GO) vet ./...
	$(GO) vet -tags integration ./internal/integration/...
	$(GO) run $(STATICCHECK) ./...

bench: ## Go benchmarks of the parsers, the matcher and the engine
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## every fuzz target, FUZZTIME each
	FUZZTIME=$(FUZZTIME) .ci/fuzz

integration: build ## against independent servers; skips, with a reason, what is not installed
	$(GO) test -tags integration -count 1 -v ./internal/integration/...

release: ## static binaries for the supported platforms
	@for os in linux darwin windows; do for arch in amd64 arm64; do \
		ext=; test $$os = windows && ext=.exe; \
		echo bin/camorigin-$$os-$$arch$$ext; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/camorigin-$$os-$$arch$$ext ./cmd/camorigin || exit 1; \
	done; done

generate: ## the MAC prefix table and the generated documentation
	$(GO) generate ./...

pictures: build ## docs/images: the report as a browser shows it (needs chromium)
	.ci/pictures

clean:
	rm -rf bin report.html
