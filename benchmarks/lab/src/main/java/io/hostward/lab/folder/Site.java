package io.hostward.lab.folder;

import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.Responder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;

/** Where vCenter and a host differ behind the same URL. Thread-safe. */
interface Site {

  /** The server id. */
  String server();

  /** The user for whom the request acts; 401 if there is none. */
  Grant authenticate(HttpRequest request, FolderTarget target) throws Refusal;

  /** The datastore of a target, if the user may do there what the method does. */
  DatastoreState datastore(FolderTarget target, Grant grant, String method) throws Refusal;

  /** What a target without datastore lists: datacenters, or the datastores of one. */
  Listing index(FolderTarget target, Grant grant) throws Refusal;

  /** Begins an upload. */
  Exchange put(DatastoreState datastore, String path, HttpRequest request, Responder client)
      throws Refusal, StoreException;

  /** Sends a range of a file after a head. */
  void get(DatastoreState datastore, Entry file, ByteRange range, HttpResponse head, Responder to)
      throws Refusal, StoreException;

  /** Names with links. */
  record Listing(String title, List<Link> links) {}

  /** A line of a listing. */
  record Link(String name, String href) {}
}
