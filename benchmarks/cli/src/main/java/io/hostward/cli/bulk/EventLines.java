package io.hostward.cli.bulk;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.Tally;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of {@code --json}: what each event is called, and its fields. */
final class EventLines {
  private EventLines() {}

  /** Begins a line. */
  static Map<String, Object> line(String event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", BulkEvent.VERSION);
    fields.put("event", event);
    return fields;
  }

  static Map<String, Object> of(BulkEvent event) {
    if (event instanceof BulkEvent.RunBegun begun) {
      Map<String, Object> fields = line("run-begun", begun.at());
      fields.putAll(tally(begun.tally()));
      fields.put("sentBefore", begun.sent());
      return fields;
    } else if (event instanceof BulkEvent.SourceRefused refused) {
      Map<String, Object> fields = line("source-refused", refused.at());
      fields.put("source", refused.source());
      fields.put("target", refused.target().toString());
      fields.put("problem", refused.problem());
      return fields;
    } else if (event instanceof BulkEvent.DeliveryBegun begun) {
      Map<String, Object> fields = line("delivery-begun", begun.at());
      fields.put("delivery", begun.delivery());
      fields.put("source", begun.source());
      fields.put("target", begun.target().toString());
      fields.put("bytes", begun.bytes());
      fields.put("round", begun.round());
      return fields;
    } else if (event instanceof BulkEvent.DeliveryEnded ended) {
      return ended(ended);
    } else if (event instanceof BulkEvent.PutOff put) {
      Map<String, Object> fields = line("put-off", put.at());
      fields.put("datastore", put.datastore());
      fields.put("deliveries", put.deliveries());
      fields.put("again", put.again());
      fields.put("problem", put.problem());
      return fields;
    } else if (event instanceof BulkEvent.FolderPublished published) {
      Map<String, Object> fields = line("folder-published", published.at());
      fields.put("folder", published.folder().toString());
      fields.put("deliveries", published.deliveries());
      fields.put("bytes", published.bytes());
      fields.put("whole", published.whole());
      return fields;
    } else if (event instanceof BulkEvent.FolderHeld held) {
      Map<String, Object> fields = line("folder-held", held.at());
      fields.put("folder", held.folder().toString());
      fields.put("keptIn", held.keptIn().toString());
      fields.put("deliveries", held.deliveries());
      fields.put("again", held.again());
      fields.put("problem", held.problem());
      return fields;
    }
    if (event instanceof BulkEvent.FileDeleted gone) {
      return gone(gone);
    } else if (event instanceof BulkEvent.FolderDeleted folder) {
      Map<String, Object> fields = line("folder-deleted", folder.at());
      fields.put("source", folder.source());
      fields.put("folder", folder.folder().toString());
      fields.put("how", folder.how().name());
      if (!folder.problem().isEmpty()) {
        fields.put("problem", folder.problem());
      }
      return fields;
    }
    BulkEvent.RunEnded ended = (BulkEvent.RunEnded) event;
    Map<String, Object> fields = line("run-ended", ended.at());
    fields.put("status", ended.status().name());
    fields.putAll(tally(ended.tally()));
    return fields;
  }

  private static Map<String, Object> ended(BulkEvent.DeliveryEnded ended) {
    Map<String, Object> fields = line("delivery-ended", ended.at());
    fields.put("delivery", ended.delivery());
    fields.put("target", ended.target().toString());
    fields.put("bytes", ended.bytes());
    fields.put("how", ended.how().name());
    if (ended.copied()) {
      fields.put("copied", true);
    }
    if (!ended.route().isEmpty()) {
      fields.put("route", ended.route());
    }
    ended.domain().ifPresent(domain -> fields.put("domain", domain.name()));
    if (!ended.problem().isEmpty()) {
      fields.put("problem", ended.problem());
    }
    return fields;
  }

  private static Map<String, Object> gone(BulkEvent.FileDeleted gone) {
    Map<String, Object> fields = line("file-deleted", gone.at());
    fields.put("delivery", gone.delivery());
    fields.put("source", gone.source());
    fields.put("target", gone.target().toString());
    fields.put("bytes", gone.bytes());
    fields.put("how", gone.how().name());
    if (!gone.problem().isEmpty()) {
      fields.put("problem", gone.problem());
    }
    return fields;
  }

  static Map<String, Object> of(RunProgress progress) {
    Map<String, Object> fields = line("progress", progress.at());
    fields.putAll(tally(progress.tally()));
    fields.put("movingBytes", progress.moving());
    fields.put("sent", progress.sent());
    fields.put("bytesPerSecond", (long) progress.bytesPerSecond());
    progress.left().ifPresent(left -> fields.put("secondsLeft", left.toSeconds()));
    fields.put("datastores", progress.datastores().stream().map(EventLines::datastore).toList());
    return fields;
  }

  private static Map<String, Object> datastore(RunProgress.DatastoreProgress datastore) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("datastore", datastore.datastore());
    fields.putAll(tally(datastore.tally()));
    fields.put("waitsFor", datastore.waiting().name());
    List<Map<String, Object>> deliveries =
        datastore.deliveries().stream()
            .map(
                delivery ->
                    Map.<String, Object>of(
                        "delivery", delivery.delivery(),
                        "target", delivery.target().toString(),
                        "sent", delivery.sent(),
                        "bytes", delivery.bytes()))
            .toList();
    fields.put("deliveries", deliveries);
    return fields;
  }

  static Map<String, Object> tally(Tally tally) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("planned", tally.planned());
    fields.put("there", tally.there());
    fields.put("arrived", tally.arrived());
    fields.put("failed", tally.failed());
    return fields;
  }

  static Map<String, Object> passedOver(PassedOver found) {
    return Map.of("what", found.what(), "reason", found.reason().name(), "detail", found.detail());
  }

  private static Map<String, Object> line(String event, Instant at) {
    Map<String, Object> fields = line(event);
    fields.put("at", at.toString());
    return fields;
  }
}
