/** Reading the law that is made centrally from its topic. */
package dev.reeve.jobs.control;
