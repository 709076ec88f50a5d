package io.hostward.lab.model;

import org.jspecify.annotations.Nullable;

/**
 * A datastore's mount on one host ({@code DatastoreHostMount}). Every field but the host may be
 * null, which the SOAP side shows as an absent element, except {@code accessMode}, which the schema
 * requires and which is {@code readWrite} then.
 *
 * @param host managed object id of the host
 * @param accessMode {@code readWrite} or {@code readOnly}
 * @param mounted null means mounted
 * @param accessible null means unknown
 * @param inaccessibleReason {@code AllPathsDown_Start}, {@code AllPathsDown_Timeout} or {@code
 *     PermanentDeviceLoss}
 */
public record MountModel(
    String host,
    @Nullable String accessMode,
    @Nullable Boolean mounted,
    @Nullable Boolean accessible,
    @Nullable String inaccessibleReason) {

  /** A healthy mount: read-write, mounted, accessible. */
  public static MountModel healthy(String host) {
    return new MountModel(host, "readWrite", true, true, null);
  }

  public MountModel withAccessMode(@Nullable String value) {
    return new MountModel(host, value, mounted, accessible, inaccessibleReason);
  }

  public MountModel withMounted(@Nullable Boolean value) {
    return new MountModel(host, accessMode, value, accessible, inaccessibleReason);
  }

  public MountModel withAccessible(@Nullable Boolean value, @Nullable String reason) {
    return new MountModel(host, accessMode, mounted, value, reason);
  }

  /** Whether the host can read the datastore by this mount. */
  public boolean readable() {
    return !Boolean.FALSE.equals(mounted) && !Boolean.FALSE.equals(accessible);
  }

  /** Whether the host can write to the datastore by this mount. */
  public boolean writable() {
    return readable() && !"readOnly".equals(accessMode);
  }
}
