import { playStories } from '../support/play-stories.ts'

playStories(1, 2)
