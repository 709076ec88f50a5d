/**
 * Does the generated binding speak vim25 as servers do? Types and operations against the published
 * schema, answers that carry more than the slice knows, and faults that no operation declares.
 *
 * <p>The module has no hand-written main code: {@code com.vmware.vim25} is generated from the WSDL
 * and schema files in {@code META-INF/wsdl}, which hold what Hostward and its lab read or write and
 * leave the rest out.
 */
@NullMarked
package io.hostward.vim25;

import org.jspecify.annotations.NullMarked;
