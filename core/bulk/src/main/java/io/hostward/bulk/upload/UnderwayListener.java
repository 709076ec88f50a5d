package io.hostward.bulk.upload;

import io.hostward.bulk.schedule.Underway;
import io.hostward.transfer.Route;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the schedule where an upload is and how far. */
record UnderwayListener(Underway underway) implements UploadListener {
  private static final Logger LOG = LoggerFactory.getLogger(UnderwayListener.class);

  @Override
  public void heard(UploadEvent event) {
    if (event instanceof UploadEvent.RouteBegun begun) {
      at(begun.route());
    } else if (event instanceof UploadEvent.BytesSent sent) {
      underway.sent(sent.bytes());
    } else if (event instanceof UploadEvent.RouteFailed) {
      underway.sent(0);
    }
  }

  private void at(Route route) {
    if (!(route instanceof Route.Direct direct)) {
      underway.leave();
    } else if (!underway.enter(direct.host().id().value())) {
      // The first host failed, and this one has filled up since it was ranked. One body more is
      // better than none.
      underway.leave();
      LOG.debug("{} takes one body of this run more than it should", direct.host());
    }
  }
}
