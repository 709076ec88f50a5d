/**
 * What does a property collector answer? Managed types and objects, property paths, traversal,
 * paging and change filters, over any source of managed objects.
 */
@NullMarked
package io.hostward.lab.property;

import org.jspecify.annotations.NullMarked;
