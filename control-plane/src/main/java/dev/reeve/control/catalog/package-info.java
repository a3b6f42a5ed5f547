/**
 * The catalogue of a release: which features there are, what they mean, where they come from and
 * who reads them. All of it follows from the definitions.
 */
package dev.reeve.control.catalog;
