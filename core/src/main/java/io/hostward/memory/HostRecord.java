package io.hostward.memory;

import io.hostward.inventory.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class HostRecord {
  /** A failure this old says nothing any more; the host has had time to be repaired. */
  private static final Duration FAILURE_FORGOTTEN = Duration.ofMinutes(15);

  private final HostId id;
  private final Set<Running> running = new LinkedHashSet<>();
  private final RateMeter meter = new RateMeter();
  private final SentLog log = new SentLog();
  private @Nullable HostFailure failure;

  HostRecord(HostId id) {
    this.id = id;
  }

  synchronized HostMemory.Visit begin(long size, Instant now) {
    Running upload = new Running(size, now);
    running.add(upload);
    return upload;
  }

  synchronized HostUse use(Instant now) {
    meter.advance(now);
    long left = 0;
    for (Running upload : running) {
      left += Math.max(0, upload.size - upload.sent);
    }
    return new HostUse(
        running.size(), left, meter.throughput(), rememberedFailure(now), log.view(now));
  }

  private Optional<HostFailure> rememberedFailure(Instant now) {
    if (failure != null
        && Duration.between(failure.lastAt(), now).compareTo(FAILURE_FORGOTTEN) > 0) {
      failure = null;
    }
    return Optional.ofNullable(failure);
  }

  private void end(Running upload, Instant now) {
    if (running.remove(upload) && upload.flowing) {
      meter.flows(-1, now);
    }
  }

  private final class Running implements HostMemory.Visit {
    private final long size;
    private long sent;
    private Instant reported;
    private boolean flowing;

    Running(long size, Instant now) {
      this.size = size;
      this.reported = now;
    }

    @Override
    public HostId host() {
      return id;
    }

    @Override
    public void sent(long total, Instant now) {
      synchronized (HostRecord.this) {
        if (!running.contains(this)) {
          return;
        }
        long more = Math.max(0, total - sent);
        log.add(more, reported, now);
        if (flowing) {
          meter.bytes(more, now);
        } else if (total > 0) {
          // Connecting and TLS are over: from here on time is time under load.
          flowing = true;
          meter.flows(1, now);
        }
        sent = Math.max(sent, total);
        reported = now;
      }
    }

    @Override
    public void succeeded(Instant now) {
      sent(size, now);
      synchronized (HostRecord.this) {
        end(this, now);
        failure = null;
      }
    }

    @Override
    public void failed(String problem, Instant now) {
      synchronized (HostRecord.this) {
        if (running.contains(this)) {
          int row = failure == null ? 1 : failure.count() + 1;
          failure = new HostFailure(now, row, problem);
          end(this, now);
        }
      }
    }

    @Override
    public void abandoned(Instant now) {
      synchronized (HostRecord.this) {
        end(this, now);
      }
    }
  }
}
