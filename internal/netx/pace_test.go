package netx

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestProfiles(t *testing.T) {
	tests := []struct {
		name     string
		rate     float64
		inFlight int
		known    bool
	}{
		{"gentle", 50, 8, true}, {"normal", 200, 32, true}, {"fast", 5000, 512, true}, {"reckless", 0, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, known := Profile(tt.name)
			if got.Rate != tt.rate || got.InFlight != tt.inFlight || known != tt.known {
				t.Errorf("got %+v, %v", got, known)
			}
		})
	}
}

func TestPacerHoldsTheRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 50}, SystemClock{})
		began := time.Now()
		for range 101 {
			if err := p.wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(began); took < 1950*time.Millisecond || took > 2050*time.Millisecond {
			t.Errorf("101 starts at 50 a second: got %v, want 2s", took)
		}
		time.Sleep(time.Hour) // an idle hour is no credit
		began = time.Now()
		for range 51 {
			_ = p.wait(t.Context())
		}
		if took := time.Since(began); took < 950*time.Millisecond {
			t.Errorf("51 starts after an idle hour: got %v, want 1s", took)
		}
	})
}

// play drives the pacer at its rate, with one answer in lossEvery preceded by a
// lost attempt (0 for none).
func play(t *testing.T, p *pacer, attempts, lossEvery int) {
	t.Helper()
	for i := range attempts {
		if err := p.wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		lost := 0
		if lossEvery > 0 && i%lossEvery == 0 {
			lost = 1
		}
		p.answered(lost)
	}
}

func TestPacerStartsSlowAndGivesWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 200, SlowStart: true}, SystemClock{})
		if rate, _ := p.state(); rate != 50 {
			t.Errorf("start: got %v, want 50", rate)
		}
		play(t, p, 100, 0)
		if rate, _ := p.state(); rate != 200 {
			t.Errorf("without loss: got %v, want 200", rate)
		}
		play(t, p, 64, 10)
		if rate, halvings := p.state(); rate != 100 || halvings != 1 {
			t.Errorf("with loss: got %v, %d, want 100, 1", rate, halvings)
		}
		play(t, p, 640, 10)
		if rate, _ := p.state(); rate != 200.0/floorDivisor {
			t.Errorf("with lasting loss: got %v, want the floor", rate)
		}
		play(t, p, 64, 0)
		if rate, _ := p.state(); rate <= 200.0/floorDivisor || rate > 15 {
			t.Errorf("after loss the rate must rise slowly: got %v", rate)
		}
	})
}

func TestPacerDoesNotRiseUnproven(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 200, SlowStart: true}, SystemClock{})
		for range 100 {
			time.Sleep(time.Second)
			_ = p.wait(t.Context())
			p.answered(0)
		}
		if rate, _ := p.state(); rate != 50 {
			t.Errorf("an idle line: got %v, want 50", rate)
		}
	})
}

func TestDistressOfManySlowsDown(t *testing.T) {
	door := newTestDoor(t, silence, func(o *Options) { o.Pace = Pace{Rate: 100, InFlight: 8} })
	for range 40 {
		door.sawAlive(testAddr())
	}
	for range 3 {
		door.sawDistress()
	}
	if got := door.Stats().Rate; got != 50 {
		t.Errorf("rate: got %v, want 50", got)
	}
}

func TestWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWindow(2)
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(w.acquire(t.Context()))
		must(w.acquire(t.Context()))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := w.acquire(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("third: got %v, want to wait", err)
		}
		time.AfterFunc(time.Second, w.release)
		must(w.acquire(t.Context()))
		w.shrink(time.Now())
		if w.size != 1 {
			t.Errorf("size after a fault: got %d, want 1", w.size)
		}
		w.shrink(time.Now())
		w.release()
		w.release()
		if w.used != 0 {
			t.Errorf("in use: got %d, want 0", w.used)
		}
		for range 10 {
			must(w.acquire(t.Context()))
			w.release()
		}
		if w.size != 2 {
			t.Errorf("size after a quiet time: got %d, want 2", w.size)
		}
	})
}

func TestAffordable(t *testing.T) {
	tests := []struct {
		name              string
		want, descriptors int
		result            int
	}{
		{"plenty", 512, 20000, 512}, {"unknown", 512, 0, 512}, {"desktop", 512, 1024, 320}, {"few", 512, 256, 64}, {"hardly_any", 32, 32, 8}, {"none", 8, 4, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := affordable(tt.want, DefaultLimits(), tt.descriptors); got != tt.result {
				t.Errorf("got %d, want %d", got, tt.result)
			}
		})
	}
}
